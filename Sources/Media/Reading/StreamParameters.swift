internal import CFFmpeg
internal import Glibc

/// What a look into a clip's first pictures told of its streams, for opening the clip again without another look.
///
/// An MP4's index says where packets lie and when they are shown, but not the layout of pixels; finding that out decodes
/// a few, which takes longer than copying a clip.
///
/// `@unchecked Sendable`: nothing writes after `init`.
package final class StreamParameters: @unchecked Sendable {
    private struct Stream {
        var parameters: UnsafeMutablePointer<AVCodecParameters>?
        let averageRate: AVRational
        let baseRate: AVRational
        let aspectRatio: AVRational
    }

    private var streams: [Stream] = []

    /// Keeps those of an open clip; `nil` for containers whose index does not say all the rest.
    package init?(of demuxer: borrowing Demuxer) throws(FFmpegError) {
        guard demuxer.container.format.contains("mp4") else { return nil }
        for index in 0..<Int(demuxer.context.pointee.nb_streams) {
            let stream = demuxer.stream(index).pointee
            let copy = try allocated(avcodec_parameters_alloc(), "avcodec_parameters_alloc")
            streams.append(
                Stream(
                    parameters: copy, averageRate: stream.avg_frame_rate, baseRate: stream.r_frame_rate,
                    aspectRatio: stream.sample_aspect_ratio))
            try check(
                avcodec_parameters_copy(copy, stream.codecpar), "avcodec_parameters_copy", demuxer.path)
        }
    }

    deinit {
        for var stream in streams { avcodec_parameters_free(&stream.parameters) }
    }

    /// Tells a context that was opened on the same clip; `false` where it is another.
    func apply(to context: UnsafeMutablePointer<AVFormatContext>) -> Bool {
        guard Int(context.pointee.nb_streams) == streams.count else { return false }
        for (index, known) in streams.enumerated() {
            let (stream, parameters) = (context.pointee.streams[index]!, known.parameters!)
            guard Self.areSame(stream.pointee.codecpar.pointee, parameters.pointee),
                avcodec_parameters_copy(stream.pointee.codecpar, parameters) >= 0
            else { return false }
            stream.pointee.avg_frame_rate = known.averageRate
            stream.pointee.r_frame_rate = known.baseRate
            stream.pointee.sample_aspect_ratio = known.aspectRatio
        }
        return true
    }

    private static func areSame(_ found: AVCodecParameters, _ known: AVCodecParameters) -> Bool {
        found.codec_id == known.codec_id && found.extradata_size == known.extradata_size
            && (found.extradata_size == 0
                || memcmp(found.extradata, known.extradata, Int(found.extradata_size)) == 0)
    }
}
