internal import CFFmpeg
internal import Timing

/// The shape of a picture's samples, of which a container (an MP4's `pasp`) and the bitstream (its VUI) may say different
/// things. This is the one place that decides between them.
///
/// What the container says counts, and the bitstream where the container says nothing: players go by that, and whoever
/// sets an aspect without encoding (`ffmpeg -c copy -aspect 4:3`) can only say it there. `nil` where neither says any.
func sampleAspectRatio(of stream: UnsafeMutablePointer<AVStream>) -> Rational? {
    let said = [stream.pointee.sample_aspect_ratio, stream.pointee.codecpar.pointee.sample_aspect_ratio]
    return said.lazy.compactMap(rational).first { $0.numerator > 0 }
}
