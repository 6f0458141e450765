internal import Media
internal import Timing

/// The sound of one file: packets copied where the file can hold them, samples cut where there is no coder, else
/// coded anew.
///
/// A final class, used from one thread.
final class ShotSound {
    private var copied: [(sound: CopiedSound, stream: Int)] = []
    private var cut: [(track: SoundTrack, stream: Int)] = []
    private var coded: [(track: SoundTrack, stream: Int, encoder: AudioEncoder)] = []
    private let spans: [Span]

    /// Bits a second for a channel of sound that cannot be copied.
    private static let bitRatePerChannel = 128_000

    /// Adds a track to the file for each of the source's.
    init(_ shot: ShotFile.Shot, of demuxer: borrowing Demuxer, in muxer: Muxer) throws {
        spans = shot.spans
        for (track, way) in shot.ways {
            switch way {
            case .copied(let sound): copied.append((sound, try add(track, of: demuxer, to: muxer)))
            case .cut: cut.append((track, try add(track, of: demuxer, to: muxer)))
            case .coded:
                let encoder = try AudioEncoder(
                    AudioCoding(.aac, bitRate: Self.bitRatePerChannel * min(track.info.channels, 6)),
                    source: track.info)
                coded.append((track, try muxer.addStream(encoder, language: track.info.language), encoder))
            }
        }
    }

    /// The most packets that all tracks will have.
    var packetCount: Int {
        let stored = (copied.map(\.sound.track) + cut.map(\.track)).reduce(0) { count, track in
            spans.reduce(count + 8) {
                let samples = $1.samples(of: track)
                return $0 + track.count(from: samples.lowerBound, to: samples.upperBound)
            }
        }
        // No coder's block is shorter than 1024 samples, and it may be told another rate.
        let seconds = spans.reduce(0.0) { $0 + Double($1.ticks.count) * $1.timeBase.double }
        return coded.reduce(stored) { $0 + Int(seconds * Double($1.encoder.sampleRate) / 1024) + 16 }
    }

    private func add(_ track: SoundTrack, of demuxer: borrowing Demuxer, to muxer: Muxer) throws
        -> Int
    {
        try muxer.addStream(copying: track.info.index, of: demuxer, timeBase: track.sampleBase)
    }

    /// Writes all of it; the muxer lays it between the pictures as they come.
    func write(to muxer: Muxer, from source: String) throws {
        for span in spans {
            for (sound, stream) in copied {
                try sound.packets(of: span) { try muxer.write($0, to: stream, at: $1) }
            }
            for (track, stream) in cut {
                let (samples, place) = (span.samples(of: track), span.sampleInFile(of: track))
                try track.samples(from: samples.lowerBound, to: samples.upperBound) {
                    try muxer.write($0, to: stream, at: $1.later(by: place))
                }
            }
        }
        for (track, stream, encoder) in coded {
            var coder = SoundCoder(track, encoder) { try muxer.write($0, to: stream) }
            for span in spans { try coder.take(span, from: source) }
            try coder.finish()
        }
    }
}
