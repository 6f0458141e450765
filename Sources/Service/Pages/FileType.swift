internal import Foundation

/// What a browser is told that a file is, by its name's ending.
struct FileType {
    let text: String
    /// Whether it may be shown by a browser; what could be a page of somebody else's is only stored.
    let isShown: Bool

    init(of file: String) {
        switch (file as NSString).pathExtension.lowercased() {
        case "mp4", "m4v": self.init("video/mp4")
        case "mov": self.init("video/quicktime")
        case "webm": self.init("video/webm")
        case "mkv": self.init("video/x-matroska")
        case "jpg", "jpeg": self.init("image/jpeg")
        case "png": self.init("image/png")
        case "json", "otio": self.init("application/json; charset=utf-8")
        case "vtt": self.init("text/vtt; charset=utf-8")
        case "edl", "csv": self.init("text/plain; charset=utf-8")
        case "html": self.init("text/html; charset=utf-8", isShown: false)
        default: self.init("application/octet-stream", isShown: false)
        }
    }

    private init(_ text: String, isShown: Bool = true) { (self.text, self.isShown) = (text, isShown) }
}
