internal import Media
internal import Timing

/// Codes a track's sound of some spans anew, one behind the other: each begins with its pictures, to the sample.
struct SoundCoder {
    private let track: SoundTrack
    private let encoder: AudioEncoder
    private let write: (borrowing Packet) throws -> Void
    /// The file's sound.
    private var line: SoundLine

    init(_ track: SoundTrack, _ encoder: AudioEncoder, write: @escaping (borrowing Packet) throws -> Void) {
        self.track = track
        self.encoder = encoder
        self.write = write
        line = SoundLine(sampleRate: track.info.sampleRate)
    }

    /// What a decoder is given before the span, in samples, so that it has settled: MP3's bytes may lie in any of many
    /// packets before (ISO/IEC 11172-3, main_data_begin: up to 511 bytes, 26 packets at 8 kbit/s), and Opus wants 80 ms
    /// (RFC 7845, 4.6). A second is more than any needs, and takes some milliseconds.
    private var lead: Int { track.info.sampleRate }

    /// Codes what sounds in a span.
    mutating func take(_ span: Span, from source: String) throws {
        let demuxer = try Demuxer(opening: source)
        var decoder = try Decoder(for: track.info.index, of: demuxer, threads: 1)
        let (samples, place) = (span.samples(of: track), span.sampleInFile(of: track))
        let (track, encoder, write) = (track, encoder, write)
        var line = line
        var places: SoundPlaces?
        let take = { (frame: AudioFrame) in
            guard let start = places?.place(of: frame), start < samples.upperBound,
                start + frame.samples > samples.lowerBound
            else { return }
            let heard = try frame.keeping(first: samples.upperBound - start)
            try line.lay(heard, at: start - samples.lowerBound + place) { block, place in
                try encoder.encode(
                    block, start: MediaTime(ticks: place, timeBase: track.sampleBase), each: write)
            }
        }
        try track.packets(from: samples.lowerBound, to: samples.upperBound, preroll: 1, lead: lead) { packet, timing in
            places = places ?? SoundPlaces(of: track.info, expected: timing.pts + samples.lowerBound)
            try decoder.decode(packet, each: take)
        }
        try decoder.finish(each: take)
        self.line = line
    }

    /// Codes what is left.
    func finish() throws { try encoder.finish(each: write) }
}
