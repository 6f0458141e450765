internal import Media
internal import Timing

/// One shot's file while it is written: pictures copied or coded, and the sound that belongs to them.
///
/// A final class, used from one thread.
final class ShotFile {
    /// Where the file's frames lie in the source, and what goes into it beside the pictures.
    struct Shot {
        /// One for a shot; one for each run of frames where shots are joined.
        let spans: [Span]
        /// Tracks of the source; none where they were given up.
        var sound: [SoundTrack]
        /// Whether none of it is copied, since the source's packets are damaged.
        var codesSound = false
        /// Tracks of the source whose lines it takes.
        var subtitles: [SubtitleTrack] = []
        let container: Muxer.Container
        /// The address of the first frame; `nil` writes no track of timecode.
        let timecode: Timecode?
        let metadata: [(key: String, value: String)]
        /// An XMP packet; `nil` for none.
        let xmp: String?

        /// The file's tick at which it ends.
        var end: Int { spans.last?.end ?? 0 }

        /// The tracks that sound in the file, each with its way.
        var ways: [(track: SoundTrack, way: SoundWay)] {
            SoundWay.all(sound, spans, in: container, isDamaged: codesSound)
        }
    }

    /// Pictures written so far.
    private(set) var frames = 0
    /// The number of the picture's track.
    let picture: Int
    private let muxer: Muxer

    private init(
        _ muxer: Muxer, _ picture: Int, of demuxer: borrowing Demuxer, _ shot: Shot, pictures: Int
    ) throws {
        self.muxer = muxer
        self.picture = picture
        try muxer.copyOrientation(from: demuxer.video!.index, of: demuxer, to: picture)
        let sound = try Self.ofSound { try ShotSound(shot, of: demuxer, in: muxer) }
        let subtitles = try ShotSubtitles(shot, of: demuxer, in: muxer)
        for (key, value) in shot.metadata { muxer.setMetadata(key, value) }
        if let xmp = shot.xmp { muxer.setXMP(xmp) }
        if let timecode = shot.timecode { muxer.setTimecode(timecode.description, of: picture) }
        try muxer.begin(.roomAtFront(packets: pictures + sound.packetCount + subtitles.packetCount))
        let path = demuxer.path
        try Self.ofSound { try sound.write(to: muxer, from: path) }
        try subtitles.write(to: muxer)
    }

    /// Sound that could not be brought into a file.
    struct SoundFailure: Error {
        let cause: any Error
    }

    /// Tells what fails here from what fails with the pictures.
    private static func ofSound<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch { throw SoundFailure(cause: error) }
    }

    /// A file of `pictures` packets that are copied; `header` holds the parameter sets where they are not the source's
    /// alone.
    convenience init(
        copyingTo path: String, of demuxer: borrowing Demuxer, header: [UInt8]?, _ shot: Shot,
        pictures: Int
    ) throws {
        let made = try Muxer(creating: path, shot.container)
        let picture = try made.addStream(copying: demuxer.video!.index, of: demuxer, header: header)
        try self.init(made, picture, of: demuxer, shot, pictures: pictures)
    }

    /// A file whose pictures come from `coder`, and say this of their light.
    convenience init(
        codingTo path: String, of demuxer: borrowing Demuxer, coder: ShotCoder, light: LightMetadata?, _ shot: Shot
    ) throws {
        let made = try Muxer(creating: path, shot.container)
        let picture = try made.addStream(coder.encoder)
        if let light { try made.setLight(light, of: picture) }
        let frames = shot.spans.reduce(0) { $0 + $1.frames.count }
        try self.init(made, picture, of: demuxer, shot, pictures: frames)
    }

    /// Writes a picture at a time from the file's start.
    func write(_ packet: borrowing Packet, at timing: Muxer.Timing) throws {
        try muxer.write(packet, to: picture, at: timing)
        frames += 1
    }

    /// Completes the file.
    func finish() throws { try muxer.finish() }
}
