internal import Media
package import Render

extension ProxyPreset {
    /// The preset as the writer of proxies takes it.
    package var settings: ProxySettings {
        let (coding, layout): (VideoCoding, PixelLayout) =
            switch video {
            case .h264(let quality, let speed):
                (VideoCoding(.h264, options: [("crf", "\(quality)")] + speed.options), .yuv420)
            case .proresProxy: (VideoCoding(.prores, options: [("profile", "proxy")]), .yuv422TenBit)
            case .dnxhrLB: (VideoCoding(.dnxhr, options: [("profile", "dnxhr_lb")]), .yuv422)
            }
        let sound: AudioCoding =
            switch audio {
            case .aac(let kbit): AudioCoding(.aac, bitRate: kbit * 1000)
            case .pcm16: AudioCoding(.pcm, bitRate: 0)
            }
        return ProxySettings(
            name: name, maxWidth: maxWidth, maxHeight: maxHeight, container: container == .mp4 ? .mp4 : .mov,
            video: coding, layout: layout, audio: sound)
    }
}

extension ProxyPreset.Speed {
    /// What x264 is told.
    fileprivate var options: [(key: String, value: String)] {
        self == .quick ? [("preset", "veryfast"), ("x264-params", "subme=1:me=dia")] : [("preset", rawValue)]
    }
}
