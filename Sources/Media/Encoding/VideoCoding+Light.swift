internal import CFFmpeg
internal import Timing

extension VideoCoding {
    /// The coder's options, with those that make the stream say what is known of its light.
    func options(saying light: LightMetadata?) -> [(key: String, value: String)] {
        guard let light, !light.isEmpty else { return options }
        // Both coders have the same numbers under other names.
        let names: (key: String, display: String, level: String)
        switch codec {
        case .h264: names = ("x264-params", "mastering-display", "cll")
        case .hevc: names = ("x265-params", "master-display", "max-cll")
        default: return options
        }
        var words: [String] = []
        if let display = light.masteringDisplay?.words { words.append("\(names.display)=\(display)") }
        if let level = light.contentLevel {
            words.append("\(names.level)=\(level.brightestPixel),\(level.brightestFrame)")
        }
        guard !words.isEmpty else { return options }
        // A coder takes the last of two values of one option.
        let others = options.filter { $0.key == names.key }.map(\.value)
        return options.filter { $0.key != names.key } + [(names.key, (others + words).joined(separator: ":"))]
    }
}

extension LightMetadata.MasteringDisplay {
    /// As x264 and x265 take it: chromaticities in steps of 0.00002, light in steps of 0.0001 cd/m² (H.265, D.3.28).
    fileprivate var words: String? {
        guard let colours, let luminance else { return nil }
        let steps = { (value: Rational, scale: Double) in Int(max(0, min(4e9, (value.double * scale).rounded()))) }
        let place = { (chromaticity: Chromaticity) in "(\(steps(chromaticity.x, 5e4)),\(steps(chromaticity.y, 5e4)))" }
        return "G\(place(colours.green))B\(place(colours.blue))R\(place(colours.red))WP\(place(colours.white))"
            + "L(\(steps(luminance.brightest, 1e4)),\(steps(luminance.darkest, 1e4)))"
    }

    /// As FFmpeg has it.
    var raw: AVMasteringDisplayMetadata {
        var raw = AVMasteringDisplayMetadata()
        if let colours {
            let place = { (place: Chromaticity) in (AVRational(place.x), AVRational(place.y)) }
            raw.display_primaries = (place(colours.red), place(colours.green), place(colours.blue))
            raw.white_point = place(colours.white)
            raw.has_primaries = 1
        }
        if let luminance {
            raw.min_luminance = AVRational(luminance.darkest)
            raw.max_luminance = AVRational(luminance.brightest)
            raw.has_luminance = 1
        }
        return raw
    }
}
