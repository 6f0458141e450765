package import Media

/// What a proxy has to be.
package struct ProxySettings: Sendable {
    /// The preset's name, which the file carries: "proxy-720p".
    package var name: String
    /// The landscape box that the picture is fitted into.
    package var maxWidth: Int
    package var maxHeight: Int
    package var container: Muxer.Container
    package var video: VideoCoding
    package var layout: PixelLayout
    package var audio: AudioCoding

    package init(
        name: String, maxWidth: Int, maxHeight: Int, container: Muxer.Container, video: VideoCoding,
        layout: PixelLayout, audio: AudioCoding
    ) {
        self.name = name
        self.maxWidth = maxWidth
        self.maxHeight = maxHeight
        self.container = container
        self.video = video
        self.layout = layout
        self.audio = audio
    }

    /// Whether it may be larger than the reduction that everything else shares.
    package var isLargerThanReduction: Bool { maxWidth > Reducer.maxWidth || maxHeight > Reducer.maxHeight }

    /// The file's name inside the clip's folder.
    package var file: String { "proxies/proxy-\(name).\(container.rawValue)" }
}
