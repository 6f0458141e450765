package import Foundation
package import Media

/// Keeps candidate stills on disk during the pass, so that memory does not grow with the clip, until the
/// shots are known and the best of each can be taken.
///
/// A final class, used from one thread at a time.
package final class StillSpool {
    /// What was kept, in order of frames.
    package private(set) var stills: [Still] = []
    private let folder: URL
    private let interval: Int
    private let scaler: Scaler
    private let format: PictureFormat
    private var coder: JPEG.Coder?

    /// - Parameters:
    ///   - interval: one frame in so many is kept; any shot at least that long has a still.
    ///   - folder: an existing folder for the pictures.
    package init(reduced: PictureFormat, interval: Int, folder: URL) {
        self.folder = folder
        self.interval = max(1, interval)
        format = JPEG.format(width: reduced.width, height: reduced.height)
        scaler = Scaler(to: format, filter: .bicubic)
    }

    /// Keeps the picture if it is one frame in ``init(reduced:interval:folder:)``'s interval.
    package func take(_ picture: VideoFrame, frame: Int, brightness: @autoclosure () -> Double) throws {
        guard frame % interval == 0 else { return }
        try keep(picture, frame: frame, brightness: brightness())
    }

    /// Keeps the picture whatever its number.
    package func keep(_ picture: VideoFrame, frame: Int, brightness: Double) throws {
        let coder = try coder ?? JPEG.Coder(width: format.width, height: format.height)
        self.coder = coder
        let jpeg = try coder.encode(try scaler.scale(picture))
        try OutputFile.write(jpeg, to: file(of: frame).path)
        stills.append(Still(frame: frame, bytes: jpeg.count, brightness: brightness))
    }

    /// The JPEG of a frame that was kept, with its longer side at most `side`, and its size.
    package func jpeg(of still: Still, side: Int) throws -> (bytes: [UInt8], size: PictureSize) {
        let kept = [UInt8](try Data(contentsOf: file(of: still.frame)))
        let full = PictureSize(width: format.width, height: format.height)
        let size = full.fitting(maxWidth: side, maxHeight: side)
        guard size != full else { return (kept, full) }
        let smaller = Scaler(to: JPEG.format(width: size.width, height: size.height), filter: .bicubic)
        return (try JPEG.encode(try smaller.scale(try JPEG.decode(kept))), size)
    }

    private func file(of frame: Int) -> URL { folder.appending(path: "\(frame).jpg") }
}
