internal import Foundation
internal import Media
internal import Timing

/// One shot's file while it is written: pictures copied or coded, and the sound that belongs to them.
///
/// A final class, used from one thread.
final class ShotFile {
    /// Pictures written so far.
    private(set) var frames = 0
    private let muxer: Muxer
    private let source: String

    /// Kbit a second for a channel of sound that cannot be copied.
    private static let bitRatePerChannel = 128_000

    /// A file whose pictures are copied.
    init(copyingTo path: String, container: Muxer.Container, of demuxer: borrowing Demuxer, shot: Shot) throws {
        muxer = try Muxer(creating: path, container)
        source = demuxer.path
        let video = demuxer.video!.index
        self.shot = shot
        picture = try muxer.addStream(copying: video, of: demuxer)
        try muxer.copyOrientation(from: video, of: demuxer, to: picture)
        try addSound(of: demuxer)
        try muxer.begin()
        try writeSound()
    }

    /// A file whose pictures come from `encoder`.
    init(
        encodingTo path: String, container: Muxer.Container, of demuxer: borrowing Demuxer,
        encoder: borrowing VideoEncoder, shot: Shot
    ) throws {
        muxer = try Muxer(creating: path, container)
        source = demuxer.path
        self.shot = shot
        picture = try muxer.addStream(encoder)
        try muxer.copyOrientation(from: demuxer.video!.index, of: demuxer, to: picture)
        try addSound(of: demuxer)
        try muxer.begin()
        try writeSound()
    }

    /// Where the shot lies in the source, and the sound of the whole clip.
    struct Shot {
        /// The tick of its first frame, in the picture track's time base.
        let startTick: Int
        let start: MediaTime
        let end: MediaTime
        let sound: [SoundTrack]
    }

    private let shot: Shot
    private let picture: Int
    private var copied: [(track: SoundTrack, stream: Int)] = []
    private var coded: [(track: SoundTrack, stream: Int, encoder: AudioEncoder)] = []

    /// Writes a packet of the source's picture.
    func copy(_ packet: borrowing Packet) throws {
        try muxer.write(packet, to: picture, offset: -shot.startTick)
        frames += 1
    }

    /// Writes a coded picture, whose times already count from the shot's start.
    func write(_ packet: borrowing Packet) throws {
        try muxer.write(packet, to: picture)
        frames += 1
    }

    /// Completes the file.
    func finish() throws { try muxer.finish() }

    private func addSound(of demuxer: borrowing Demuxer) throws {
        for track in shot.sound {
            if track.info.codec == "aac" {
                copied.append((track, try muxer.addStream(copying: track.info.index, of: demuxer)))
            } else if track.info.isDecodable {
                let encoder = try AudioEncoder(
                    AudioCoding(.aac, bitRate: Self.bitRatePerChannel * min(track.info.channels, 6)),
                    source: track.info)
                coded.append((track, try muxer.addStream(encoder, language: track.info.language), encoder))
            }
        }
    }

    /// Sound goes in first; the muxer lays it between the pictures as they come.
    private func writeSound() throws {
        for (track, stream) in copied {
            let (start, end) = ticks(in: track.info.timeBase)
            try track.packets(from: start, to: end, preroll: 1) {
                try muxer.write($0, to: stream, offset: -start)
            }
        }
        for (track, stream, encoder) in coded {
            let (start, end) = ticks(in: track.info.timeBase)
            let demuxer = try Demuxer(opening: source)
            var decoder = try Decoder(for: track.info.index, of: demuxer, threads: 1)
            let take = { (frame: AudioFrame) in
                guard let pts = frame.pts, pts < end else { return }
                let length =
                    track.info.timeBase.denominator > 0
                    ? MediaTime(ticks: frame.samples, timeBase: Rational(1, max(1, frame.sampleRate))!) : .zero
                let first = MediaTime(ticks: pts - start, timeBase: track.info.timeBase)
                guard let last = first.adding(length), last > .zero else { return }
                let room = MediaTime(ticks: end - pts, timeBase: track.info.timeBase)
                let samples = room.rescaled(to: Rational(1, max(1, frame.sampleRate))!, rounding: .nearest)?.ticks
                try encoder.encode(frame.keeping(first: samples ?? frame.samples), start: first) {
                    try self.muxer.write($0, to: stream)
                }
            }
            try track.packets(from: start, to: end, preroll: 1) { try decoder.decode($0, each: take) }
            try decoder.finish(each: take)
            try encoder.finish { try muxer.write($0, to: stream) }
        }
    }

    private func ticks(in base: Rational) -> (start: Int, end: Int) {
        let start = shot.start.rescaled(to: base, rounding: .nearest)?.ticks ?? 0
        let end = shot.end.rescaled(to: base, rounding: .nearest)?.ticks ?? start
        return (start, end)
    }
}
