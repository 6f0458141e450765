internal import CFFmpeg
internal import Timing

/// Pictures as JPEG files (ITU-T T.81, JFIF: full range, BT.601 matrix) and back.
package enum JPEG {
    /// What a picture has to be scaled to before it can be coded.
    package static func format(width: Int, height: Int) -> PictureFormat {
        PictureFormat(
            width: width, height: height, layout: .yuv420, colour: ColourTags(matrix: "smpte170m", range: "pc"))
    }

    /// Codes one picture that has ``format(width:height:)``.
    ///
    /// - Parameter quantizer: 1 is best, 31 worst; 3 shows no blocks at any size looked at.
    package static func encode(_ frame: VideoFrame, quantizer: Int = 3) throws -> [UInt8] {
        try Coder(width: frame.width, height: frame.height, quantizer: quantizer).encode(frame)
    }

    /// Codes many pictures of one size.
    ///
    /// A final class, used from one thread.
    package final class Coder {
        private var encoder: VideoEncoder
        private var number = 0

        /// - Parameter quantizer: as for ``JPEG/encode(_:quantizer:)``.
        package init(width: Int, height: Int, quantizer: Int = 3) throws(FFmpegError) {
            let coding = VideoCoding(
                .jpeg,
                options: [
                    ("qmin", "1"), ("qmax", "31"), ("global_quality", String(quantizer * Int(FF_QP2LAMBDA))),
                    ("flags", "+qscale"), ("huffman", "optimal"),
                ])
            encoder = try VideoEncoder(
                coding, format: JPEG.format(width: width, height: height), timeBase: Rational(1, 25)!,
                frameRate: nil, inContainer: false, threads: 1)
        }

        /// Codes a picture of the coder's size in JPEG's colours.
        package func encode(_ frame: VideoFrame) throws -> [UInt8] {
            var bytes: [UInt8] = []
            // One thread gives each picture at once.
            try encoder.encode(frame, pts: number, duration: 1) { bytes = $0.bytes }
            number += 1
            precondition(!bytes.isEmpty, "a JPEG comes at once")
            return bytes
        }
    }

    /// Decodes a JPEG that ``encode(_:quantizer:)`` made.
    package static func decode(_ bytes: [UInt8]) throws -> VideoFrame {
        try FFmpegLibraries.load()
        guard let codec = avcodec_find_decoder(AV_CODEC_ID_MJPEG) else {
            throw FFmpegError(
                code: shim_AVERROR_DECODER_NOT_FOUND, operation: "avcodec_find_decoder", subject: "mjpeg")
        }
        let context = try CodecContext(codec) { raw throws(FFmpegError) in raw.pointee.thread_count = 1 }
        let packet = try Packet()
        try check(av_new_packet(packet.raw, Int32(bytes.count)), "av_new_packet", "mjpeg")
        bytes.withUnsafeBufferPointer { packet.raw.pointee.data.update(from: $0.baseAddress!, count: bytes.count) }
        try check(avcodec_send_packet(context.raw, packet.raw), "avcodec_send_packet", "mjpeg")
        let frame = VideoFrame(owning: try allocated(av_frame_alloc(), "av_frame_alloc"))
        try check(avcodec_receive_frame(context.raw, frame.raw), "avcodec_receive_frame", "mjpeg")
        return frame
    }
}
