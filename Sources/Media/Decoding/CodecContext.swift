internal import CFFmpeg

/// An open decoder or encoder of FFmpeg's, freed once.
struct CodecContext: ~Copyable {
    let raw: UnsafeMutablePointer<AVCodecContext>
    /// The codec's short name, for errors.
    let name: String
    /// What the decoder's complaints are counted by. It outlives the context, whose threads hold it without counting.
    private let notes: DecoderNotes?

    /// Allocates the context, lets `configure` fill it in, and opens it. Every option has to be one
    /// that the codec knows.
    init(
        _ codec: UnsafePointer<AVCodec>, options: [(String, String)] = [], notes: DecoderNotes? = nil,
        configure: (UnsafeMutablePointer<AVCodecContext>) throws(FFmpegError) -> Void
    ) throws(FFmpegError) {
        let name = String(cString: codec.pointee.name)
        var context: UnsafeMutablePointer<AVCodecContext>? = avcodec_alloc_context3(codec)
        let raw = try allocated(context, "avcodec_alloc_context3")
        var dictionary: OpaquePointer?
        defer { av_dict_free(&dictionary) }
        do throws(FFmpegError) {
            raw.pointee.opaque = notes.map { Unmanaged.passUnretained($0).toOpaque() }
            try configure(raw)
            for (key, value) in options { av_dict_set(&dictionary, key, value, 0) }
            try check(avcodec_open2(raw, codec, &dictionary), "avcodec_open2", name)
            guard av_dict_count(dictionary) == 0 else {
                let unknown = Media.dictionary(dictionary).keys.sorted().joined(separator: ", ")
                throw FFmpegError(
                    code: shim_AVERROR_OPTION_NOT_FOUND, operation: "avcodec_open2", subject: "\(name) \(unknown)")
            }
        } catch {
            avcodec_free_context(&context)
            throw error
        }
        self.raw = raw
        self.name = name
        self.notes = notes
    }

    deinit {
        var raw: UnsafeMutablePointer<AVCodecContext>? = raw
        avcodec_free_context(&raw)
    }
}
