package import Media
package import Timing

/// What a proxy says of itself beside picture and sound.
package struct ProxyLabel: Sendable {
    /// What it is called.
    package var title: String?
    /// What was ordered.
    package var prompt: String?
    /// What is known of its origin, as an XMP packet.
    package var xmp: String?
    /// The address of the first frame; `nil` writes no track of timecode.
    package var timecode: Timecode?
    /// The shots.
    package var chapters: [Chapter]

    package init(
        title: String? = nil, prompt: String? = nil, xmp: String? = nil, timecode: Timecode? = nil,
        chapters: [Chapter] = []
    ) {
        self.title = title
        self.prompt = prompt
        self.xmp = xmp
        self.timecode = timecode
        self.chapters = chapters
    }
}
