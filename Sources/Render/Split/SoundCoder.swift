internal import Media
internal import Timing

/// Codes a track's sound of some spans anew, one behind the other: each begins with its pictures, to the sample.
struct SoundCoder {
    private let track: SoundTrack
    private let encoder: AudioEncoder
    private let write: (borrowing Packet) throws -> Void
    /// The file's sample that comes next; `nil` before the first.
    private var next: Int?

    init(_ track: SoundTrack, _ encoder: AudioEncoder, write: @escaping (borrowing Packet) throws -> Void) {
        self.track = track
        self.encoder = encoder
        self.write = write
    }

    /// Codes what sounds in a span.
    mutating func take(_ span: Span, from source: String) throws {
        let demuxer = try Demuxer(opening: source)
        var decoder = try Decoder(for: track.info.index, of: demuxer, threads: 1)
        let (samples, place) = (span.samples(of: track), span.sampleInFile(of: track))
        let (track, encoder, write) = (track, encoder, write)
        var next = self.next
        var expected: Int?
        let take = { (frame: AudioFrame) in
            guard let start = Self.start(of: frame, in: track, expected: expected) else { return }
            expected = start + frame.samples
            guard start < samples.upperBound, start + frame.samples > samples.lowerBound else { return }
            var heard = try frame.keeping(first: samples.upperBound - start)
            var begin = start - samples.lowerBound + place
            if let end = next, begin > end {
                try encoder.encode(try heard.silence(of: begin - end), each: write)
            } else if let end = next, begin < end {
                guard end - begin < heard.samples else { return }
                heard = try heard.dropping(first: end - begin)
                begin = end
            }
            try encoder.encode(heard, start: MediaTime(ticks: begin, timeBase: track.sampleBase), each: write)
            next = begin + heard.samples
        }
        try track.packets(from: samples.lowerBound, to: samples.upperBound, preroll: 1) { packet, timing in
            expected = expected ?? timing.pts + samples.lowerBound
            try decoder.decode(packet, each: take)
        }
        try decoder.finish(each: take)
        self.next = next
    }

    /// The place of a block in the track, in samples: as its time says, or where the one before ended when its time is
    /// the rounding of that.
    private static func start(of frame: AudioFrame, in track: SoundTrack, expected: Int?) -> Int? {
        let said = frame.pts.flatMap {
            MediaTime(ticks: $0, timeBase: track.info.timeBase)
                .rescaled(to: track.sampleBase, rounding: .nearest)?.ticks
        }
        guard let expected else { return said }
        let slack = Int((track.info.timeBase.double / track.sampleBase.double).rounded(.up)) + 1
        return said.map { abs($0 - expected) <= slack ? expected : $0 } ?? expected
    }

    /// Codes what is left.
    func finish() throws { try encoder.finish(each: write) }
}
