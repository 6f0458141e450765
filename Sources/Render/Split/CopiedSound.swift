internal import Media
internal import Timing

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

    /// Where the shot lies in the track, in samples: never more than half a sample beside its picture.
    static func samples(of track: SoundTrack, from start: MediaTime, to end: MediaTime) -> Range<Int> {
        let first = start.rescaled(to: track.sampleBase, rounding: .nearest)?.ticks ?? 0
        let last = end.rescaled(to: track.sampleBase, rounding: .nearest)?.ticks ?? first
        return first..<max(first, last)
    }

    /// Hands over the packets of a shot.
    func packets(
        from start: MediaTime, to end: MediaTime, each body: (borrowing Packet, Muxer.Timing) throws -> Void
    ) throws {
        let samples = Self.samples(of: track, from: start, to: end)
        try track.packets(from: samples.lowerBound, to: samples.upperBound, preroll: preroll, each: body)
    }

    /// The bytes of the packets of a shot.
    func packets(from start: MediaTime, to end: MediaTime) throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        try packets(from: start, to: end) { packet, _ in all.append(packet.bytes) }
        return all
    }
}
