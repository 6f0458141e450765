package import Media
package import Timing

/// Writes one proxy: frame for frame the source's pictures, with its sound, starting at 0.
///
/// A final class, used from one thread.
package final class ProxyWriter {
    /// Size and codec of what is written.
    package let format: PictureFormat
    private let muxer: Muxer
    private var video: VideoEncoder
    private let videoStream: Int
    private let audio: AudioEncoder?
    private var audioStream = 0
    private let scaler: Scaler?
    private let zero: MediaTime
    private let soundTimeBase: Rational?

    /// - Parameters:
    ///   - source: the track whose pictures will come, reduced to `reduced`.
    ///   - sound: the track whose sound will come, if any.
    ///   - zero: when the first picture is shown on the source's clock; it becomes the proxy's 0.
    package init(
        _ settings: ProxySettings, at path: String, source: VideoStreamInfo, reduced: PictureFormat,
        frameRate: Rational?, sound: AudioStreamInfo?, zero: MediaTime
    ) throws(FFmpegError) {
        let size = PictureSize(width: reduced.width, height: reduced.height)
            .fitting(maxWidth: settings.maxWidth, maxHeight: settings.maxHeight)
        format = PictureFormat(width: size.width, height: size.height, layout: settings.layout, colour: reduced.colour)
        scaler = format == reduced ? nil : Scaler(to: format, filter: .bicubic)
        let video = try VideoEncoder(
            settings.video, format: format, timeBase: source.timeBase, frameRate: frameRate)
        muxer = try Muxer(creating: path, settings.container)
        videoStream = try muxer.addStream(video)
        self.video = video
        if let sound {
            let encoder = try AudioEncoder(settings.audio, source: sound)
            audioStream = try muxer.addStream(encoder, language: sound.language)
            audio = encoder
        } else {
            audio = nil
        }
        soundTimeBase = sound?.timeBase
        self.zero = zero
        try muxer.begin()
    }

    /// Writes one reduced picture, shown from `pts` for `duration` ticks of the source.
    package func take(_ picture: VideoFrame, pts: Int, duration: Int) throws {
        let frame = try scaler?.scale(picture) ?? picture
        let start = zero.rescaled(to: video.timeBase, rounding: .nearest)?.ticks ?? 0
        try video.encode(frame, pts: pts - start, duration: duration) { try muxer.write($0, to: videoStream) }
    }

    /// Writes some of the source's sound.
    package func take(_ sound: AudioFrame) throws {
        guard let audio, let base = soundTimeBase else { return }
        let heard = sound.pts.map { MediaTime(ticks: $0, timeBase: base) } ?? zero
        try audio.encode(sound, start: heard.subtracting(zero) ?? .zero) { try muxer.write($0, to: audioStream) }
    }

    /// Completes the file.
    package func finish() throws {
        try video.finish { try muxer.write($0, to: videoStream) }
        try audio?.finish { try muxer.write($0, to: audioStream) }
        try muxer.finish()
    }
}
