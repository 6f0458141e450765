internal import CFFmpeg
package import Timing

/// Writes an MP4 or QuickTime file: streams first, then the header, packets, and the end.
///
/// A final class, used from one thread. A file whose ``finish()`` was not reached is not a clip.
package final class Muxer {
    /// Which kind of file.
    package enum Container: String, Sendable {
        case mp4
        /// QuickTime, for ProRes and DNxHR.
        case mov
        /// A picture that moves, without sound.
        case webp
    }

    let context: UnsafeMutablePointer<AVFormatContext>
    private let path: String
    private let container: Container
    private var sourceTimeBases: [AVRational] = []
    private var xmp: String?

    /// Creates the file at `path`.
    package init(creating path: String, _ container: Container) throws(FFmpegError) {
        try FFmpegLibraries.load()
        var made: UnsafeMutablePointer<AVFormatContext>?
        try check(
            avformat_alloc_output_context2(&made, nil, container.rawValue, "file:" + path),
            "avformat_alloc_output_context2", path)
        let context = try allocated(made, "avformat_alloc_output_context2")
        let status = avio_open(&context.pointee.pb, "file:" + path, AVIO_FLAG_WRITE)
        guard status >= 0 else {
            avformat_free_context(context)
            throw FFmpegError(code: status, operation: "avio_open", subject: path)
        }
        // Times before 0 (the priming of AAC, the lead-in of a copy) become an edit list, not a shift.
        context.pointee.avoid_negative_ts = 0
        // FFmpeg 5 calls FLAC in an MP4 an experiment; it is the registered way (mp4ra.org, "fLaC").
        context.pointee.strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL
        self.context = context
        self.path = path
        self.container = container
    }

    deinit {
        if context.pointee.pb != nil { avio_closep(&context.pointee.pb) }
        avformat_free_context(context)
    }

    /// Adds a track of coded pictures and gives its number.
    package func addStream(_ encoder: borrowing VideoEncoder) throws(FFmpegError) -> Int {
        let stream = try newStream()
        try check(
            avcodec_parameters_from_context(stream.pointee.codecpar, encoder.context.raw),
            "avcodec_parameters_from_context", path)
        let tag = Self.tag(for: encoder.context.raw.pointee.codec_id)
        if tag != 0 { stream.pointee.codecpar.pointee.codec_tag = tag }
        stream.pointee.time_base = AVRational(encoder.timeBase)
        stream.pointee.avg_frame_rate = encoder.context.raw.pointee.framerate
        stream.pointee.sample_aspect_ratio = encoder.context.raw.pointee.sample_aspect_ratio
        sourceTimeBases.append(AVRational(encoder.timeBase))
        return Int(stream.pointee.index)
    }

    /// Adds a track of coded sound.
    package func addStream(_ encoder: AudioEncoder, language: String?) throws(FFmpegError) -> Int {
        let stream = try newStream()
        try check(
            avcodec_parameters_from_context(stream.pointee.codecpar, encoder.context.raw),
            "avcodec_parameters_from_context", path)
        stream.pointee.time_base = AVRational(encoder.timeBase)
        sourceTimeBases.append(AVRational(encoder.timeBase))
        if let language { av_dict_set(&stream.pointee.metadata, "language", language, 0) }
        return Int(stream.pointee.index)
    }

    /// Adds a track whose packets will be copied from `index` of the open clip.
    ///
    /// - Parameters:
    ///   - header: what the sample entry says of the codec in place of the source's own.
    ///   - timeBase: ticks of the packets that will come; `nil` for the source's.
    package func addStream(
        copying index: Int, of demuxer: borrowing Demuxer, header: [UInt8]? = nil, timeBase: Rational? = nil
    ) throws(FFmpegError) -> Int {
        let source = demuxer.stream(index)
        let stream = try newStream()
        try check(
            avcodec_parameters_copy(stream.pointee.codecpar, source.pointee.codecpar), "avcodec_parameters_copy", path)
        // Another container's tag may mean nothing here; the muxer picks its own.
        if !Self.keepsTag(source.pointee.codecpar.pointee.codec_tag, context.pointee.oformat) {
            stream.pointee.codecpar.pointee.codec_tag = Self.tag(for: source.pointee.codecpar.pointee.codec_id)
        }
        if let header { try setHeader(header, of: stream) }
        let ticks = timeBase.map { AVRational($0) } ?? source.pointee.time_base
        stream.pointee.time_base = ticks
        stream.pointee.avg_frame_rate = source.pointee.avg_frame_rate
        // The muxer takes the track's aspect and the codec's for one, and refuses two.
        let aspect = sampleAspectRatio(of: source).map { AVRational($0) } ?? AVRational(num: 0, den: 1)
        stream.pointee.sample_aspect_ratio = aspect
        stream.pointee.codecpar.pointee.sample_aspect_ratio = aspect
        stream.pointee.disposition = source.pointee.disposition
        try check(shim_copy_light(stream, source), "av_stream_new_side_data", path)
        sourceTimeBases.append(ticks)
        if let language = dictionary(source.pointee.metadata)["language"] {
            av_dict_set(&stream.pointee.metadata, "language", language, 0)
        }
        return Int(stream.pointee.index)
    }

    /// Adds a track whose packets will be the lines of one of the open clip's subtitles, in its ticks.
    package func addSubtitles(of track: SubtitleTrack, from demuxer: borrowing Demuxer) throws(FFmpegError) -> Int {
        if track.info.codec == "mov_text" { return try addStream(copying: track.info.index, of: demuxer) }
        let stream = try newStream()
        stream.pointee.codecpar.pointee.codec_type = AVMEDIA_TYPE_SUBTITLE
        stream.pointee.codecpar.pointee.codec_id = AV_CODEC_ID_MOV_TEXT
        try setHeader(SubtitleTrack.plainHeader, of: stream)
        stream.pointee.time_base = AVRational(track.info.timeBase)
        sourceTimeBases.append(AVRational(track.info.timeBase))
        if let language = track.info.language { av_dict_set(&stream.pointee.metadata, "language", language, 0) }
        return Int(stream.pointee.index)
    }

    /// Keeps the source's rotation on a track whose pictures are still turned.
    package func copyOrientation(from index: Int, of demuxer: borrowing Demuxer, to stream: Int) throws(FFmpegError) {
        guard let matrix = shim_display_matrix(demuxer.stream(index)) else { return }
        try check(
            shim_set_display_matrix(context.pointee.streams[stream], matrix), "av_stream_new_side_data", path)
    }

    /// What a track of pictures says of its light.
    package func setLight(_ light: LightMetadata, of stream: Int) throws(FFmpegError) {
        let stream = context.pointee.streams[stream]!
        if var display = light.masteringDisplay?.raw {
            let size = MemoryLayout<AVMasteringDisplayMetadata>.size
            try check(
                shim_set_side_data(stream, AV_PKT_DATA_MASTERING_DISPLAY_METADATA, &display, size),
                "av_stream_new_side_data", path)
        }
        if let level = light.contentLevel {
            var raw = AVContentLightMetadata(
                MaxCLL: UInt32(level.brightestPixel), MaxFALL: UInt32(level.brightestFrame))
            let size = MemoryLayout<AVContentLightMetadata>.size
            try check(
                shim_set_side_data(stream, AV_PKT_DATA_CONTENT_LIGHT_LEVEL, &raw, size), "av_stream_new_side_data", path
            )
        }
    }

    /// A tag of the whole file, such as "title".
    package func setMetadata(_ key: String, _ value: String) {
        av_dict_set(&context.pointee.metadata, key, value, 0)
    }

    /// An XMP packet of the whole file, which goes to its end.
    package func setXMP(_ packet: String) { xmp = packet }

    /// Adds a track of timecode for a picture track: the address of its first frame.
    package func setTimecode(_ text: String, of stream: Int) {
        av_dict_set(&context.pointee.streams[stream]!.pointee.metadata, "timecode", text, 0)
    }

    /// Where the index of an MP4 goes.
    package enum Index: Sendable {
        /// To the front ("faststart"): all data is moved in the end to make room.
        case front
        /// To the front, where room is left for so many packets; no more may come.
        case roomAtFront(packets: Int)
        /// Behind the data, for a file that is read once.
        case end
    }

    /// Writes the header.
    package func begin(_ index: Index = .front) throws(FFmpegError) {
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        switch (container, index) {
        case (.webp, _): av_dict_set_int(&options, "loop", 0, 0)  // Without end.
        case (_, .front): av_dict_set(&options, "movflags", "+faststart", 0)
        case (_, .roomAtFront(let packets)):
            av_dict_set_int(&options, "moov_size", Int64(indexSize(of: packets)), 0)
        case (_, .end): break
        }
        // Edit lists count in ticks of the whole file, thousandths by FFmpeg's choice: too coarse for a sample.
        if container != .webp { av_dict_set_int(&options, "movie_timescale", Int64(movieTimescale), 0) }
        try check(avformat_write_header(context, &options), "avformat_write_header", path)
        guard av_dict_count(options) == 0 else {
            throw FFmpegError(code: shim_AVERROR_OPTION_NOT_FOUND, operation: "avformat_write_header", subject: path)
        }
    }

    /// An upper bound of the index's size. For each packet there is at the most a step of decoding time (8 bytes) and one
    /// to when it is shown (8), a size (4), a keyframe's number (4), and a chunk with its place (12 + 8).
    private func indexSize(of packets: Int) -> Int {
        let metadata = dictionary(context.pointee.metadata).reduce(0) {
            $0 + $1.key.utf8.count + $1.value.utf8.count + 64
        }
        let headers = (0..<Int(context.pointee.nb_streams)).reduce(0) {
            $0 + 2048 + Int(context.pointee.streams[$1]!.pointee.codecpar.pointee.extradata_size)
        }
        // A chapter is a packet of a track of its own, and a line in a list.
        let chapters = (0..<Int(context.pointee.nb_chapters)).reduce(0) { sum, index in
            let words = dictionary(context.pointee.chapters[index]!.pointee.metadata)["title"]?.utf8.count ?? 0
            return sum + 128 + 2 * words
        }
        // Tracks of chapters and of timecode come with the header.
        return 2 * 2048 + 2048 + metadata + headers + chapters + packets * 44
    }

    /// Ticks a second in which the times of every track are whole; where that are too many for players that count in
    /// 32 bits, those of the finest track.
    private var movieTimescale: Int {
        let scales = sourceTimeBases.map { max(1, Int($0.den)) }
        let common = scales.reduce(1) { $0 > 1 << 31 ? $0 : $0 / greatestCommonDivisor($0, $1) * $1 }
        return common <= 10_000_000 ? max(1000, common) : min(scales.max() ?? 1000, 10_000_000)
    }

    /// Writes a packet, shifted by `offset` ticks of its own time base; its data stays the caller's.
    package func write(_ packet: borrowing Packet, to stream: Int, offset: Int = 0) throws(FFmpegError) {
        var copy = av_packet_clone(packet.raw)
        let raw = try allocated(copy, "av_packet_clone")
        defer { av_packet_free(&copy) }
        raw.pointee.stream_index = Int32(stream)
        if raw.pointee.pts != shim_AV_NOPTS_VALUE { raw.pointee.pts &+= Int64(offset) }
        if raw.pointee.dts != shim_AV_NOPTS_VALUE { raw.pointee.dts &+= Int64(offset) }
        raw.pointee.pos = -1
        // A muxer may change the time base while it writes the header, so it is read back here.
        av_packet_rescale_ts(raw, sourceTimeBases[stream], context.pointee.streams[stream]!.pointee.time_base)
        try check(av_interleaved_write_frame(context, raw), "av_interleaved_write_frame", path)
    }

    /// When a packet is decoded, and shown from when and for how long, in ticks of its track's own time base.
    package struct Timing: Sendable {
        package let pts: Int
        package let dts: Int
        package let duration: Int

        package init(pts: Int, dts: Int, duration: Int) {
            self.pts = pts
            self.dts = dts
            self.duration = duration
        }

        /// The same for a packet that is shown `ticks` later.
        package func later(by ticks: Int) -> Timing {
            Timing(pts: pts + ticks, dts: dts + ticks, duration: duration)
        }
    }

    /// Writes a packet at times of its own choice; its data stays the caller's.
    package func write(_ packet: borrowing Packet, to stream: Int, at timing: Timing) throws(FFmpegError) {
        let timed = try packet.copy()
        timed.raw.pointee.pts = Int64(timing.pts)
        timed.raw.pointee.dts = Int64(timing.dts)
        timed.raw.pointee.duration = Int64(timing.duration)
        try write(timed, to: stream)
    }

    /// Completes the file.
    package func finish() throws(FFmpegError) {
        try check(av_write_trailer(context), "av_write_trailer", path)
        if let xmp { try append(XMPBox.bytes(xmp)) }
        // Bytes that did not reach the disk show in the stream's error, and only here.
        let failed = context.pointee.pb.pointee.error
        try check(min(failed, 0), "avio_write", path)
        try check(avio_closep(&context.pointee.pb), "avio_close", path)
    }

    /// Adds a box behind all others.
    private func append(_ box: [UInt8]) throws(FFmpegError) {
        avio_flush(context.pointee.pb)
        let end = avio_size(context.pointee.pb)
        try check(Int32(clamping: min(end, 0)), "avio_size", path)
        try check(Int32(clamping: min(avio_seek(context.pointee.pb, end, SEEK_SET), 0)), "avio_seek", path)
        avio_write(context.pointee.pb, box, Int32(box.count))
        avio_flush(context.pointee.pb)
    }

    private func setHeader(_ header: [UInt8], of stream: UnsafeMutablePointer<AVStream>) throws(FFmpegError) {
        let parameters = stream.pointee.codecpar!
        // FFmpeg's readers of bits look past the end; the zeros belong there.
        let size = header.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)
        let data = try allocated(
            av_mallocz(size)?.assumingMemoryBound(to: UInt8.self), "av_mallocz")
        for (index, byte) in header.enumerated() { data[index] = byte }
        av_free(parameters.pointee.extradata)
        parameters.pointee.extradata = data
        parameters.pointee.extradata_size = Int32(header.count)
    }

    private func newStream() throws(FFmpegError) -> UnsafeMutablePointer<AVStream> {
        try allocated(avformat_new_stream(context, nil), "avformat_new_stream")
    }

    /// HEVC as Apple's players want it; 0 lets the muxer choose.
    private static func tag(for codec: AVCodecID) -> UInt32 {
        codec == AV_CODEC_ID_HEVC ? "hvc1".utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) } : 0
    }

    private static func keepsTag(_ tag: UInt32, _ format: UnsafePointer<AVOutputFormat>) -> Bool {
        guard tag != 0, let tags = format.pointee.codec_tag else { return false }
        return av_codec_get_id(tags, tag) != AV_CODEC_ID_NONE
    }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
