internal import CFFmpeg
internal import Synchronization
internal import Timing

/// An open clip: what its container declares, and its packets in file order.
///
/// A clip is a local file and nothing in it can make the program open another: only the `file`
/// protocol and a list of plain containers are allowed, so that playlists, concat scripts and data
/// references stay shut.
package struct Demuxer: ~Copyable {
    let context: UnsafeMutablePointer<AVFormatContext>
    /// The path that was opened.
    package let path: String
    /// What the container says of itself.
    package let container: ContainerInfo
    /// The picture that players show; cover art does not count.
    package let video: VideoStreamInfo?
    /// Sound tracks in file order.
    package let audio: [AudioStreamInfo]

    /// Tracks of subtitles in file order.
    package var subtitles: [SubtitleStreamInfo] {
        Self.streams(context).compactMap { SubtitleStreamInfo(reading: $0) }
    }

    /// Containers that hold moving pictures and cannot name another file. Without the list, random
    /// bytes open as a text-art video.
    static let formats = "mov,matroska,webm,avi,mpegts,mpeg,flv,mxf,ivf,ogg,asf,nut"

    /// Opens the clip at `path` and reads its headers.
    ///
    /// Throws ``InputError`` for what is not a clip and ``FFmpegError`` for what the system or FFmpeg refuses.
    ///
    /// - Parameter known: what an earlier look into its pictures found out, which spares another.
    package init(opening path: String, knowing known: StreamParameters? = nil) throws {
        let context = try Self.open(path)
        do {
            if !(known?.apply(to: context) ?? false) {
                try avformat_find_stream_info(context, nil).orThrow("avformat_find_stream_info", path)
            }
        } catch {
            Self.close(context)
            throw error
        }
        let index = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        self.init(
            context, path, ContainerInfo(reading: context), Self.videoStream(context, index),
            Self.audioStreams(context))
    }

    /// Opens the same clip once more for its picture's packets.
    package init(picturesOf other: borrowing Demuxer) throws {
        try self.init(opening: other.path, knowing: try StreamParameters(of: other))
        skipAll { $0 == AVMEDIA_TYPE_VIDEO }
    }

    /// Leaves out the packets of pictures or of sound; an MP4's bytes of them are not even read.
    func skipAll(but isWanted: (AVMediaType) -> Bool) {
        for index in 0..<Int(context.pointee.nb_streams) {
            let isRead = isWanted(stream(index).pointee.codecpar.pointee.codec_type)
            stream(index).pointee.discard = isRead ? AVDISCARD_DEFAULT : AVDISCARD_ALL
        }
    }

    /// Opens an MP4 or QuickTime file of this program's own making, of which only the index is read.
    package init(indexOf path: String) throws {
        let context = try Self.open(path)
        let index = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        self.init(
            context, path, ContainerInfo(reading: context), Self.videoStream(context, index),
            Self.audioStreams(context))
    }

    /// How many packets the index lists, of all streams. (Uncompressed sound counts its samples as frames.)
    package var declaredPackets: Int {
        (0..<Int(context.pointee.nb_streams)).reduce(0) {
            $0 + max(0, Int(avformat_index_get_entries_count(stream($1))))
        }
    }

    /// How many pictures the index lists that have no data: an AVI's way to show the one before for longer.
    var emptyPictures: Int {
        guard let video, container.format == "avi" else { return 0 }
        return AVIIndex.emptyChunks(of: video.index, in: path)
    }

    private init(
        _ context: UnsafeMutablePointer<AVFormatContext>, _ path: String, _ container: ContainerInfo,
        _ video: VideoStreamInfo?, _ audio: [AudioStreamInfo]
    ) {
        self.context = context
        self.path = path
        self.container = container
        self.video = video
        self.audio = audio
    }

    private static func open(_ path: String) throws -> UnsafeMutablePointer<AVFormatContext> {
        try requireRegularFile(path)
        try FFmpegLibraries.load()
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        av_dict_set(&options, "format_whitelist", formats, 0)
        av_dict_set(&options, "protocol_whitelist", "file", 0)
        var opened: UnsafeMutablePointer<AVFormatContext>?
        // "file:" keeps a name such as "concat:a|b" from being read as a protocol.
        let status = avformat_open_input(&opened, "file:" + path, nil, &options)
        guard status >= 0, let context = opened else { throw refusal(status, path) }
        guard av_dict_count(options) == 0 else {
            close(context)
            throw FFmpegError(
                code: shim_AVERROR_OPTION_NOT_FOUND, operation: "avformat_open_input", subject: "whitelist")
        }
        return context
    }

    private static func close(_ context: UnsafeMutablePointer<AVFormatContext>) {
        var context: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&context)
    }

    deinit { Self.close(context) }

    /// Reads the next packet of any stream; `false` at the end of the file.
    ///
    /// A damaged file may end early: that looks like its end here, and shows in what
    /// ``PacketTable`` counts.
    package func read(into packet: borrowing Packet) throws(FFmpegError) -> Bool {
        packet.unref()
        let status = av_read_frame(context, packet.raw)
        if status == shim_AVERROR_EOF { return false }
        try check(status, "av_read_frame", path)
        return true
    }

    /// Goes to the last keyframe of the stream at or before `ticks`, in decoding order.
    package func seek(stream: Int, to ticks: Int) throws(FFmpegError) {
        try check(
            av_seek_frame(context, Int32(stream), Int64(ticks), AVSEEK_FLAG_BACKWARD), "av_seek_frame", path)
    }

    func stream(_ index: Int) -> UnsafeMutablePointer<AVStream> { context.pointee.streams[index]! }

    private static func streams(_ context: UnsafeMutablePointer<AVFormatContext>) -> [UnsafeMutablePointer<AVStream>] {
        (0..<Int(context.pointee.nb_streams)).compactMap { context.pointee.streams[$0] }
    }

    private static func audioStreams(_ context: UnsafeMutablePointer<AVFormatContext>) -> [AudioStreamInfo] {
        streams(context).filter { $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO }
            .compactMap { AudioStreamInfo(reading: $0) }
    }

    private static func videoStream(_ context: UnsafeMutablePointer<AVFormatContext>, _ index: Int32)
        -> VideoStreamInfo?
    {
        guard index >= 0, let stream = context.pointee.streams[Int(index)] else { return nil }
        guard stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0 else { return nil }
        return VideoStreamInfo(reading: stream, timecode: dictionary(context.pointee.metadata)["timecode"])
    }

    /// Words for a file that did not open: what it is, or what is broken in it.
    private static func refusal(_ status: Int32, _ path: String) -> any Error {
        let error = FFmpegError(code: status, operation: "avformat_open_input", subject: path)
        switch status {
        case shim_AVERROR_EINVAL:  // The whitelist's answer: another kind of file.
            return InputError(path: path, problem: .notMedia(FileKind.describe(path)))
        case shim_AVERROR_INVALIDDATA, shim_AVERROR_EOF:
            // A name such as "x.mp4" is enough for FFmpeg to try; only what looks like a clip is a damaged one.
            guard let broken = FileKind.missingPart(path) else {
                return InputError(path: path, problem: .notMedia(FileKind.describe(path)))
            }
            return InputError(path: path, problem: .damaged("its \(broken) is missing or broken"))
        default: return error
        }
    }
}

extension Int32 {
    /// `check` for use behind a call.
    @discardableResult
    func orThrow(_ operation: String, _ subject: String) throws(FFmpegError) -> Int32 {
        try check(self, operation, subject)
    }
}
