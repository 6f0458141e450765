internal import Media
internal import Timing

/// One shot's file while it is written: pictures copied or coded, and the sound that belongs to them.
///
/// A final class, used from one thread.
final class ShotFile {
    /// Where the shot lies in the source, and what goes into its file beside the pictures.
    struct Shot {
        /// The tick of its first frame, and the one at which the last ends, in the picture track's time base.
        let startTick: Int
        let endTick: Int
        let start: MediaTime
        let end: MediaTime
        let sound: [SoundTrack]
        let container: Muxer.Container
        /// The address of the first frame; `nil` writes no track of timecode.
        let timecode: Timecode?
        let metadata: [(key: String, value: String)]
    }

    /// Pictures written so far.
    private(set) var frames = 0
    /// The number of the picture's track.
    let picture: Int
    private let muxer: Muxer
    private let sound: ShotSound

    private init(_ muxer: Muxer, _ picture: Int, of demuxer: borrowing Demuxer, _ shot: Shot) throws {
        self.muxer = muxer
        self.picture = picture
        try muxer.copyOrientation(from: demuxer.video!.index, of: demuxer, to: picture)
        sound = try ShotSound(
            shot.sound, from: shot.start, to: shot.end, of: demuxer, in: muxer, shot.container)
        for (key, value) in shot.metadata { muxer.setMetadata(key, value) }
        if let timecode = shot.timecode { muxer.setTimecode(timecode.description, of: picture) }
        try muxer.begin()
        try sound.write(to: muxer, from: demuxer.path)
    }

    /// A file whose pictures are copied; `header` holds the parameter sets where they are not the source's alone.
    convenience init(copyingTo path: String, of demuxer: borrowing Demuxer, header: [UInt8]?, _ shot: Shot) throws {
        let made = try Muxer(creating: path, shot.container)
        let picture = try made.addStream(copying: demuxer.video!.index, of: demuxer, header: header)
        try self.init(made, picture, of: demuxer, shot)
    }

    /// A file whose pictures come from `coder`.
    convenience init(codingTo path: String, of demuxer: borrowing Demuxer, coder: ShotCoder, _ shot: Shot) throws {
        let made = try Muxer(creating: path, shot.container)
        let picture = try made.addStream(coder.encoder)
        try self.init(made, picture, of: demuxer, shot)
    }

    /// Writes a picture at a time from the shot's start.
    func write(_ packet: borrowing Packet, at timing: Muxer.Timing) throws {
        try muxer.write(packet, to: picture, at: timing)
        frames += 1
    }

    /// Completes the file.
    func finish() throws { try muxer.finish() }
}
