internal import CFFmpeg
internal import Timing

extension ContainerInfo {
    init(reading context: UnsafeMutablePointer<AVFormatContext>) {
        let format = context.pointee
        self.format = String(cString: format.iformat.pointee.name)
        formatName = format.iformat.pointee.long_name.map { String(cString: $0) } ?? self.format
        duration = ticks(format.duration).flatMap { $0 > 0 ? MediaTime(value: $0, timescale: 1_000_000) : nil }
        bitRate = format.bit_rate > 0 ? Int(format.bit_rate) : nil
        streams = Int(format.nb_streams)
        metadata = dictionary(format.metadata)
        brand = metadata["major_brand"]?.trimmingSpaces
    }
}

extension VideoStreamInfo {
    /// - Parameter wholeTimecode: what the container says of all its streams together, as MXF and Matroska do.
    init(reading stream: UnsafeMutablePointer<AVStream>, timecode wholeTimecode: String? = nil) {
        let parameters = stream.pointee.codecpar.pointee
        index = Int(stream.pointee.index)
        codec = String(cString: avcodec_get_name(parameters.codec_id))
        profile = avcodec_profile_name(parameters.codec_id, parameters.profile).map { String(cString: $0) }
        level = parameters.level > 0 ? Int(parameters.level) : nil
        codecTag = tagText(parameters.codec_tag)
        width = Int(parameters.width)
        height = Int(parameters.height)
        sampleAspectRatio = Media.sampleAspectRatio(of: stream) ?? Rational(1)
        (rotation, mirrored) = orientation(shim_display_matrix(stream))
        declaredFrameRate = rational(stream.pointee.avg_frame_rate) ?? rational(stream.pointee.r_frame_rate)
        declaredFrames = stream.pointee.nb_frames > 0 ? Int(stream.pointee.nb_frames) : nil
        let format = AVPixelFormat(parameters.format)
        pixelFormat = av_get_pix_fmt_name(format).map { String(cString: $0) } ?? "unknown"
        let layout = av_pix_fmt_desc_get(format)?.pointee
        bitDepth = layout.map { Int($0.comp.0.depth) } ?? 8
        // A palette may have alpha, and says nothing of whether it does.
        hasAlpha =
            layout.map { ($0.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA)) != 0 && format != AV_PIX_FMT_PAL8 } ?? false
            || hasAlphaBeside(stream)
        colour = ColourTags(
            primaries: tag(parameters.color_primaries.rawValue, AVCOL_PRI_UNSPECIFIED.rawValue) {
                av_color_primaries_name(.init($0))
            },
            transfer: tag(parameters.color_trc.rawValue, AVCOL_TRC_UNSPECIFIED.rawValue) {
                av_color_transfer_name(.init($0))
            },
            matrix: tag(parameters.color_space.rawValue, AVCOL_SPC_UNSPECIFIED.rawValue) {
                av_color_space_name(.init($0))
            },
            range: tag(parameters.color_range.rawValue, AVCOL_RANGE_UNSPECIFIED.rawValue) {
                av_color_range_name(.init($0))
            })
        light = LightMetadata(reading: stream)
        chromaPlace = ChromaPlace(parameters.chroma_location)
        bitRate = parameters.bit_rate > 0 ? Int(parameters.bit_rate) : nil
        interlaced =
            parameters.field_order != AV_FIELD_PROGRESSIVE && parameters.field_order != AV_FIELD_UNKNOWN
        timeBase = rational(stream.pointee.time_base) ?? Rational(1, 1_000_000)!
        startTime = time(stream.pointee.start_time, timeBase)
        duration = time(stream.pointee.duration, timeBase)
        let said = dictionary(stream.pointee.metadata)
        language = said["language"]
        timecode = (said["timecode"] ?? wholeTimecode).flatMap {
            $0.wholeMatch(of: #/\d\d:\d\d:\d\d[:;]\d\d\d?/#.asciiOnlyDigits()) == nil ? nil : $0
        }
    }
}

/// Whether the container has alpha beside the pictures: WebM's way, for VP8 and VP9 have no place for it.
func hasAlphaBeside(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
    dictionary(stream.pointee.metadata)["alpha_mode"] == "1"
}

extension AudioStreamInfo {
    /// `nil` for a track whose parameters make no sense, which cannot be decoded either.
    init?(reading stream: UnsafeMutablePointer<AVStream>) {
        let parameters = stream.pointee.codecpar.pointee
        guard parameters.sample_rate > 0, parameters.ch_layout.nb_channels > 0 else { return nil }
        index = Int(stream.pointee.index)
        codec = String(cString: avcodec_get_name(parameters.codec_id))
        profile = avcodec_profile_name(parameters.codec_id, parameters.profile).map { String(cString: $0) }
        sampleRate = Int(parameters.sample_rate)
        channels = Int(parameters.ch_layout.nb_channels)
        layout = withUnsafePointer(to: parameters.ch_layout) { layout in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
                let status = av_channel_layout_describe(layout, buffer.baseAddress!, buffer.count)
                return status >= 0 ? String(cString: buffer.baseAddress!) : "\(layout.pointee.nb_channels) channels"
            }
        }
        bitRate = parameters.bit_rate > 0 ? Int(parameters.bit_rate) : nil
        timeBase = rational(stream.pointee.time_base) ?? Rational(1, Int(parameters.sample_rate))!
        startTime = time(stream.pointee.start_time, timeBase)
        duration = time(stream.pointee.duration, timeBase)
        language = dictionary(stream.pointee.metadata)["language"]
        isDecodable = avcodec_find_decoder(parameters.codec_id) != nil
    }
}

/// All entries of one of FFmpeg's dictionaries.
func dictionary(_ raw: OpaquePointer?) -> [String: String] {
    var entries: [String: String] = [:]
    var entry: UnsafeMutablePointer<AVDictionaryEntry>?
    while let next = av_dict_get(raw, "", entry, AV_DICT_IGNORE_SUFFIX) {
        entries[String(cString: next.pointee.key)] = String(cString: next.pointee.value)
        entry = next
    }
    return entries
}

private func time(_ value: Int64, _ base: Rational) -> MediaTime? {
    ticks(value).map { MediaTime(ticks: $0, timeBase: base) }
}

private func tag(_ value: UInt32, _ unknown: UInt32, _ name: (UInt32) -> UnsafePointer<CChar>?) -> String? {
    guard value != unknown, let name = name(value) else { return nil }
    let text = String(cString: name)
    return text == "reserved" || text == "unknown" ? nil : text
}

/// A sample entry's four letters, or `nil` where they are no letters.
private func tagText(_ tag: UInt32) -> String? {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: tag >> (8 * $0)) }
    guard bytes.allSatisfy({ (32..<127).contains($0) }) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
}

/// Quarter turns clockwise for display, and whether the picture is mirrored too.
private func orientation(_ matrix: UnsafePointer<Int32>?) -> (degrees: Int, mirrored: Bool) {
    guard let matrix else { return (0, false) }
    let mirrored = Int64(matrix[0]) * Int64(matrix[4]) - Int64(matrix[1]) * Int64(matrix[3]) < 0
    // The matrix turns counterclockwise; players turn by its opposite.
    let angle = av_display_rotation_get(matrix)
    guard angle.isFinite else { return (0, mirrored) }
    let quarters = Int((-angle / 90).rounded())
    return (((quarters % 4) + 4) % 4 * 90, mirrored)
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
