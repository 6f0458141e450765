internal import Media

/// A track of sound whose packets a shot's file takes as they are.
struct CopiedSound {
    let track: SoundTrack
    /// Packets that a decoder wants before the first one to be exact.
    let preroll: Int

    /// Codecs that an MP4 takes, with what their decoders want before: AAC and AC-3 overlap one packet with the next.
    private static let prerolls = ["aac": 1, "ac3": 1, "eac3": 1, "flac": 0, "alac": 0]

    /// `nil` for a codec that is not copied.
    init?(_ track: SoundTrack) {
        guard let preroll = Self.prerolls[track.info.codec] else { return nil }
        self.track = track
        self.preroll = preroll
    }

    /// Hands over the packets of a shot.
    func packets(of span: Span, each body: (borrowing Packet, Muxer.Timing) throws -> Void) throws {
        let samples = span.samples(of: track)
        try track.packets(from: samples.lowerBound, to: samples.upperBound, preroll: preroll, each: body)
    }

    /// The bytes of the packets of a shot.
    func packets(of span: Span) throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        try packets(of: span) { packet, _ in all.append(packet.bytes) }
        return all
    }
}
