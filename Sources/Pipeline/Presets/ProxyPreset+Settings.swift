internal import Media
package import Render

extension ProxyPreset {
    /// The preset as the writer of proxies takes it.
    package var settings: ProxySettings {
        let (coding, layout): (VideoCoding, PixelLayout) =
            switch video {
            case .h264(let quality, let speed, _):
                (VideoCoding(.h264, options: [("crf", "\(quality)")] + speed.options), .yuv420)
            case .proresProxy: (VideoCoding(.prores, options: [("profile", "proxy")]), .yuv422TenBit)
            case .dnxhrLB: (VideoCoding(.dnxhr, options: [("profile", "dnxhr_lb")]), .yuv422)
            case .webp(let quality, _, _): (VideoCoding(.webp, options: [("quality", "\(quality)")]), .yuv420)
            }
        let sound: AudioCoding? =
            switch audio {
            case .aac(let kbit): AudioCoding(.aac, bitRate: kbit * 1000)
            case .pcm16: AudioCoding(.pcm, bitRate: 0)
            case nil: nil
            }
        var settings = ProxySettings(
            name: name, maxWidth: maxWidth, maxHeight: maxHeight, container: container.muxer, video: coding,
            layout: layout, audio: sound)
        settings.place = file
        settings.crop = crop
        settings.timecode = timecode
        settings.keepsDynamicRange = hdr == .keep
        switch video {
        case .h264(_, _, let keyframes): settings.keyframeSeconds = keyframes
        case .webp(_, let rate, let seconds):
            settings.animation = ProxySettings.Animation(rate: rate, seconds: seconds)
        case .proresProxy, .dnxhrLB: break
        }
        return settings
    }
}

extension ProxyPreset.Container {
    fileprivate var muxer: Muxer.Container {
        switch self {
        case .mp4: .mp4
        case .mov: .mov
        case .webp: .webp
        }
    }
}

extension ProxyPreset.Speed {
    /// What x264 is told.
    fileprivate var options: [(key: String, value: String)] {
        self == .quick ? [("preset", "veryfast"), ("x264-params", "subme=1:me=dia")] : [("preset", rawValue)]
    }
}
