internal import Library
internal import Media
internal import Render
internal import Timing

extension ProxyLabel {
    /// What a clip's proxy says of itself.
    ///
    /// - Parameters:
    ///   - title: what the clip is called.
    ///   - shots: its chapters.
    ///   - marks: what is known of its origin.
    ///   - timecode: the address of the first frame; else the clip's own, or zero. A clip without an even rate has no
    ///     addresses.
    init(_ clip: ClipProbe, title: String, shots: [Sidecar.Shot], marks: GenerationMarks?, timecode: String?) throws {
        var address: Timecode?
        if let rate = clip.timing.frameRate, !clip.timing.isVariable {
            address =
                try timecode.map { try Timecode(starting: $0, rate: rate) } ?? clip.timecode
                ?? Timecode(frame: 0, rate: rate)
        } else if timecode != nil {
            throw UsageError("a clip without an even rate has no timecode; leave it out")
        }
        self.init(
            title: title, prompt: marks?.prompt,
            xmp: marks.map { XMPPacket.text($0, title: title, tool: Version.tool) }, timecode: address,
            chapters: shots.map { Chapter(start: $0.start, end: $0.end, title: Chapters.title($0)) })
    }
}

extension Timecode {
    /// The address that a user names. Zero drops numbers where that is due, as do addresses that are written so.
    init(starting text: String, rate: Rational?) throws {
        guard let rate else { throw UsageError("a clip of one frame has no timecode") }
        if text == "00:00:00:00" {
            self.init(frame: 0, rate: rate)
        } else if let timecode = Timecode(text, rate: rate) {
            self = timecode
        } else {
            throw UsageError("'\(text)' is no timecode at \(rate) frames a second")
        }
    }
}
