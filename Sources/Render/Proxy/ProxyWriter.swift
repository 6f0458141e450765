package import Media
package import Timing

/// Writes one proxy: frame for frame the source's pictures, with its sound, starting at 0. ``ProxyFinish`` completes it.
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
    /// The part of each picture that is kept; `nil` for all.
    private let kept: PictureSize?
    private let animation: ProxySettings.Animation?
    /// The picture of an animation that was taken last, counted at its rate.
    private var lastPicture = -1
    private let zero: MediaTime
    private let sampleBase: Rational?
    private var places: SoundPlaces?
    private var line: SoundLine?

    /// - Parameters:
    ///   - source: the track whose pictures will come, reduced to `reduced`.
    ///   - sound: the track whose sound will come, if any.
    ///   - threads: how many the coder may use; 0 leaves it to the coder.
    ///   - zero: when the first picture is shown on the source's clock; it becomes the proxy's 0.
    package init(
        _ settings: ProxySettings, at path: String, source: VideoStreamInfo, reduced: PictureFormat,
        frameRate: Rational?, sound: AudioStreamInfo?, threads: Int = 0,
        zero: MediaTime
    ) throws(FFmpegError) {
        let whole = PictureSize(width: reduced.width, height: reduced.height)
        let fitted = whole.fitting(maxWidth: settings.maxWidth, maxHeight: settings.maxHeight)
        let size = settings.crop.map(fitted.middle) ?? fitted
        kept = settings.crop.map(whole.middle)
        // WebP knows no other colours than those of BT.601.
        let colour = settings.container == .webp ? Self.webpColour : reduced.colour
        let keepsLight = settings.keepsLight(of: source)
        let layout = keepsLight && settings.layout == .yuv420 ? .yuv420TenBit : settings.layout
        format = PictureFormat(width: size.width, height: size.height, layout: layout, colour: colour)
        scaler = format == reduced ? nil : Scaler(to: format, filter: .bicubic)
        animation = settings.animation
        var coding = settings.video
        if let seconds = settings.keyframeSeconds, let frameRate {
            let frames = max(1, Int((Double(seconds) * frameRate.double).rounded()))
            for (key, value) in [("g", "\(frames)"), ("keyint_min", "\(frames)"), ("sc_threshold", "0")] {
                coding.options.append((key: key, value: value))
            }
        }
        let video = try VideoEncoder(
            coding, format: format, timeBase: source.timeBase, frameRate: frameRate,
            light: keepsLight ? source.light : nil, threads: threads)
        muxer = try Muxer(creating: path, settings.container)
        videoStream = try muxer.addStream(video)
        if keepsLight, let light = source.light { try muxer.setLight(light, of: videoStream) }
        self.video = video
        if let sound, let coding = settings.audio {
            let encoder = try AudioEncoder(coding, source: sound)
            audioStream = try muxer.addStream(encoder, language: sound.language)
            audio = encoder
        } else {
            audio = nil
        }
        sampleBase = sound.flatMap { Rational(1, $0.sampleRate) }
        places = sound.map { SoundPlaces(of: $0) }
        line = sound.map { SoundLine(sampleRate: $0.sampleRate) }
        self.zero = zero
        // It is copied once more when the shots are known.
        try muxer.begin(.end)
    }

    /// Writes one reduced picture, shown from `pts` for `duration` ticks of the source.
    package func take(_ picture: VideoFrame, pts: Int, duration: Int) throws {
        let start = zero.rescaled(to: video.timeBase, rounding: .nearest)?.ticks ?? 0
        guard isShown(pts - start) else { return }
        let part = try kept.map { try picture.cropped(width: $0.width, height: $0.height) } ?? picture
        let frame = try scaler?.scale(part) ?? part
        try video.encode(frame, pts: pts - start, duration: duration) { try muxer.write($0, to: videoStream) }
    }

    private static let webpColour = ColourTags(
        primaries: "smpte170m", transfer: "smpte170m", matrix: "smpte170m", range: "tv")

    /// Whether a picture is one of an animation's; all are where there is none.
    private func isShown(_ ticks: Int) -> Bool {
        guard let animation else { return true }
        let time = MediaTime(ticks: ticks, timeBase: video.timeBase)
        guard let number = time.rescaled(to: Rational(1, animation.rate)!, rounding: .down)?.ticks,
            number > lastPicture, number < animation.seconds * animation.rate
        else { return false }
        lastPicture = number
        return true
    }

    /// Writes some of the source's sound, where it is heard in the source: what is missing before it becomes silence.
    package func take(_ sound: AudioFrame) throws {
        guard let audio, let sampleBase else { return }
        // Without a time it begins with the picture, or follows.
        let unsaid = line?.end ?? zero.rescaled(to: sampleBase, rounding: .nearest)?.ticks ?? 0
        let place = places?.place(of: sound) ?? unsaid
        try line?.lay(sound, at: place) { block, place in
            let heard = MediaTime(ticks: place, timeBase: sampleBase)
            try audio.encode(block, start: heard.subtracting(zero) ?? .zero) { try muxer.write($0, to: audioStream) }
        }
    }

    /// Completes the file.
    package func finish() throws {
        try video.finish { try muxer.write($0, to: videoStream) }
        try audio?.finish { try muxer.write($0, to: audioStream) }
        try muxer.finish()
    }
}

extension PictureSize {
    /// The largest middle part of a shape, both sides even.
    fileprivate func middle(_ shape: Rational) -> PictureSize {
        let even = { (side: Double, limit: Int) in max(2, min(Int((side / 2).rounded()) * 2, limit / 2 * 2)) }
        let aspect = shape.double
        return Double(width) > Double(height) * aspect
            ? PictureSize(width: even(Double(height) * aspect, width), height: even(Double(height), height))
            : PictureSize(width: even(Double(width), width), height: even(Double(width) / aspect, height))
    }
}
