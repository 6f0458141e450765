package import Media
package import Timing

/// What a file is, from its headers and a count of its packets; nothing is decoded.
package struct ClipProbe: Sendable {
    /// The path that was read.
    package let path: String
    package let container: ContainerInfo
    package let video: VideoStreamInfo
    /// The sound track that is heard, the first.
    package let audio: AudioStreamInfo?
    /// Every track of subtitles.
    package let subtitles: [SubtitleStreamInfo]
    /// What a look into its pictures told, for those who open it again.
    package let known: StreamParameters?
    /// Every packet of the picture.
    package let table: PacketTable
    /// Rhythm and length of the picture.
    package let timing: PictureTiming
    /// Whether an MP4's index comes first.
    package let isFastStart: Bool?
    /// Whether a transport stream ends inside a packet.
    private let endsInsidePacket: Bool
    /// What it says of where it comes from.
    package let marks: ProvenanceMarks

    /// Reads the headers and every packet of the clip at `path`.
    ///
    /// - Parameter known: what an earlier look into the same content told.
    package init(_ path: String, knowing known: StreamParameters? = nil) throws {
        let demuxer = try Demuxer(opening: path, knowing: known)
        guard let video = demuxer.video else { throw InputError(path: path, problem: .noVideo) }
        self.known = try known ?? StreamParameters(of: demuxer)
        table = try PacketTable(reading: demuxer)
        guard !table.shownTimes.isEmpty else { throw InputError(path: path, problem: .noFrames) }
        self.path = path
        self.video = video.lookingForLight(in: path, knowing: self.known)
        container = demuxer.container
        subtitles = demuxer.subtitles
        let sound = table.sound
        // A track that is declared and holds no packet is no sound.
        audio = demuxer.audio.first { (sound[$0.index]?.packets ?? 0) > 0 }
        timing = PictureTiming(
            times: table.shownTimes, lastDuration: table.lastDuration, timeBase: video.timeBase,
            declared: video.declaredFrameRate)
        endsInsidePacket = container.format == "mpegts" && TransportStream.endsInsidePacket(path)
        isFastStart = BoxOrder.isFastStart(path)
        marks = ProvenanceMarks(of: path, table, container)
    }

    /// How many frames are shown, by the packets.
    package var frames: Int { table.shownTimes.count }

    /// The sound that can be heard here; `nil` where this FFmpeg has no decoder for it.
    package var audibleSound: AudioStreamInfo? { audio.flatMap { $0.isDecodable ? $0 : nil } }

    /// Packets of sound that nothing here can decode.
    package var inaudiblePackets: Int {
        guard let audio, !audio.isDecodable else { return 0 }
        return table.sound[audio.index]?.packets ?? 0
    }

    /// Frames a second for display and for choosing intervals; 25 for a clip that does not say.
    package var nominalRate: Double { timing.frameRate?.double ?? 25 }

    /// Frames that the container declares and that are not in the file.
    package var missingFrames: Int { max(0, (video.declaredFrames ?? 0) - listedFrames) }

    /// Frames that are in the file, those without data among them.
    package var listedFrames: Int { table.entries.count + table.emptyPackets }

    /// Whether the file ends before its contents do.
    package var isTruncated: Bool {
        table.readError != nil || missingFrames > 0 || table.damagedPackets > 0 || endsInsidePacket
    }

    /// From the first sound to the last, by the packets; `nil` without sound.
    package var audioDuration: MediaTime? {
        guard let audio, let sound = table.sound[audio.index], let start = sound.start, let end = sound.end else {
            return nil
        }
        return MediaTime(ticks: end - start, timeBase: audio.timeBase)
    }

    /// How much later than the first picture the first sample is heard, in seconds; `nil` without sound.
    package var soundDelay: Double? {
        guard let audio, let first = table.sound[audio.index]?.start, let picture = table.shownTimes.first else {
            return nil
        }
        return MediaTime(ticks: first, timeBase: audio.timeBase).seconds
            - MediaTime(ticks: picture, timeBase: video.timeBase).seconds
    }

    /// The longer of picture and sound.
    package var duration: MediaTime { max(timing.duration, audioDuration ?? .zero) }
}

extension PacketTable {
    /// How long the packet that is shown last is shown, in ticks; 0 when the file does not say.
    package var lastDuration: Int {
        entries.filter { !$0.isHidden }.max { $0.pts < $1.pts }?.duration ?? 0
    }
}
