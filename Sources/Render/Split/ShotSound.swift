internal import Media
internal import Timing

/// The sound of one shot: packets copied where the file can hold them, samples cut where there is no coder, else
/// coded anew.
///
/// A final class, used from one thread.
final class ShotSound {
    private var copied: [(sound: CopiedSound, stream: Int)] = []
    private var cut: [(track: SoundTrack, stream: Int)] = []
    private var coded: [(track: SoundTrack, stream: Int, encoder: AudioEncoder)] = []
    private let start: MediaTime
    private let end: MediaTime

    /// Bits a second for a channel of sound that cannot be copied.
    private static let bitRatePerChannel = 128_000

    /// Adds a track to the file for each of the source's.
    init(
        _ tracks: [SoundTrack], from start: MediaTime, to end: MediaTime, of demuxer: borrowing Demuxer,
        in muxer: Muxer, _ container: Muxer.Container
    ) throws {
        (self.start, self.end) = (start, end)
        for track in Self.heard(tracks, from: start, to: end) {
            if let sound = CopiedSound(track) {
                copied.append((sound, try add(track, of: demuxer, to: muxer)))
            } else if track.isUncompressed, container == .mov {
                cut.append((track, try add(track, of: demuxer, to: muxer)))
            } else if track.info.isDecodable {
                let encoder = try AudioEncoder(
                    AudioCoding(.aac, bitRate: Self.bitRatePerChannel * min(track.info.channels, 6)),
                    source: track.info)
                coded.append((track, try muxer.addStream(encoder, language: track.info.language), encoder))
            }
        }
    }

    /// The tracks that a shot's file has of these, in order, with those that are copied.
    static func copies(of tracks: [SoundTrack], from start: MediaTime, to end: MediaTime, in container: Muxer.Container)
        -> [CopiedSound?]
    {
        heard(tracks, from: start, to: end)
            .filter {
                CopiedSound($0) != nil || ($0.isUncompressed && container == .mov) || $0.info.isDecodable
            }
            .map { CopiedSound($0) }
    }

    /// Tracks that sound in the shot: an MP4 has no place for one without a sample.
    private static func heard(_ tracks: [SoundTrack], from start: MediaTime, to end: MediaTime) -> [SoundTrack] {
        tracks.filter {
            let samples = CopiedSound.samples(of: $0, from: start, to: end)
            return $0.sounds(from: samples.lowerBound, to: samples.upperBound)
        }
    }

    private func add(_ track: SoundTrack, of demuxer: borrowing Demuxer, to muxer: Muxer) throws -> Int {
        try muxer.addStream(copying: track.info.index, of: demuxer, timeBase: track.sampleBase)
    }

    /// Writes all of it; the muxer lays it between the pictures as they come.
    func write(to muxer: Muxer, from source: String) throws {
        for (sound, stream) in copied {
            try sound.packets(from: start, to: end) { try muxer.write($0, to: stream, at: $1) }
        }
        for (track, stream) in cut {
            let samples = CopiedSound.samples(of: track, from: start, to: end)
            try track.samples(from: samples.lowerBound, to: samples.upperBound) {
                try muxer.write($0, to: stream, at: $1)
            }
        }
        for (track, stream, encoder) in coded { try code(track, encoder, source) { try muxer.write($0, to: stream) } }
    }

    private func code(
        _ track: SoundTrack, _ encoder: AudioEncoder, _ source: String,
        each body: @escaping (borrowing Packet) throws -> Void
    ) throws {
        let samples = CopiedSound.samples(of: track, from: start, to: end)
        let demuxer = try Demuxer(opening: source)
        var decoder = try Decoder(for: track.info.index, of: demuxer, threads: 1)
        let take = { (frame: AudioFrame) in
            let place = frame.pts.flatMap {
                MediaTime(ticks: $0, timeBase: track.info.timeBase)
                    .rescaled(to: track.sampleBase, rounding: .nearest)?.ticks
            }
            guard let place, place < samples.upperBound, place + frame.samples > samples.lowerBound else { return }
            let start = MediaTime(ticks: place - samples.lowerBound, timeBase: track.sampleBase)
            try encoder.encode(frame.keeping(first: samples.upperBound - place), start: start, each: body)
        }
        try track.packets(from: samples.lowerBound, to: samples.upperBound, preroll: 1) { packet, _ in
            try decoder.decode(packet, each: take)
        }
        try decoder.finish(each: take)
        try encoder.finish(each: body)
    }
}
