internal import CFFmpeg

/// How closely a decoder looks for damage.
package enum DecoderRigor: Sendable {
    /// The fastest decoder, which makes the best of what it gets.
    case usual
    /// One that tells damage, and whose pictures and sound are of no interest: it leaves out what is damaged.
    case strict

    /// Whether a strict decoder notices damage that the usual one takes for legal.
    ///
    /// The usual decoders of VP9 and AV1 never look whether a picture's data ends where its last block does, those of
    /// FLAC and AC-3 compare no checksums, and that of MP3 does not count the bits of a block: of clips that were damaged
    /// in one place they noticed few. VP8's two decoders both notice nothing.
    static func matters(for codec: AVCodecID) -> Bool {
        reference(for: codec) != nil || checksummed.contains(codec.rawValue)
    }

    private static let checksummed = Set(
        [
            AV_CODEC_ID_MP1, AV_CODEC_ID_MP2, AV_CODEC_ID_MP3, AV_CODEC_ID_AC3, AV_CODEC_ID_EAC3, AV_CODEC_ID_FLAC,
        ].map(\.rawValue))

    /// The decoder of those who wrote the standard, which refuses a picture whose data it did not use up.
    private static func reference(for codec: AVCodecID) -> UnsafePointer<AVCodec>? {
        switch codec {
        case AV_CODEC_ID_VP9: avcodec_find_decoder_by_name("libvpx-vp9")
        case AV_CODEC_ID_AV1: avcodec_find_decoder_by_name("libaom-av1")
        default: nil
        }
    }

    func decoder(for codec: AVCodecID) -> UnsafePointer<AVCodec>? {
        (self == .strict ? Self.reference(for: codec) : nil) ?? avcodec_find_decoder(codec)
    }

    func errorRecognition(for codec: AVCodecID) -> Int32 {
        guard self == .strict else { return 0 }
        // H.264's decoder looks for the end of a slice's data where it has to be aggressive, and says so by refusing it.
        return codec == AV_CODEC_ID_H264
            ? AV_EF_EXPLODE | AV_EF_AGGRESSIVE
            : AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER | AV_EF_CAREFUL | AV_EF_COMPLIANT
    }
}

extension Demuxer {
    /// Whether damage to a stream is better told by a decoder of its own than by the one whose output is used.
    ///
    /// That goes for H.264 without arithmetic coding, which is read by no ``PictureInspector``.
    func needsStrictDecoder(_ stream: Int) -> Bool {
        let codec = self.stream(stream).pointee.codecpar.pointee.codec_id
        return DecoderRigor.matters(for: codec)
            || (codec == AV_CODEC_ID_H264 && parameterSets.map { !$0.areArithmetic } ?? false)
    }
}
