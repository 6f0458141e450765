internal import Media

/// The coder's settings for frames that cannot be copied.
struct ShotCoding {
    /// x264's and x265's rate factors, from the one that usually does to the finest: 0 is another, lossless profile
    /// that players do not take.
    static let factors = [10, 6, 3, 1]

    /// A whole shot, in the source's codec where browsers and editors know it.
    static func whole(of video: VideoStreamInfo, factor: Int) -> VideoCoding {
        guard video.codec == "hevc" else {
            return VideoCoding(.h264, options: [("crf", "\(factor)"), ("preset", "veryfast")].labelled)
        }
        let options = [("crf", "\(factor)"), ("preset", "veryfast"), ("x265-params", "log-level=error")]
        return VideoCoding(.hevc, options: options.labelled)
    }

    /// A few frames beside copied ones: parameter sets of their own under `id`, and as much reordering as the
    /// source's, so that a decoder's delay stays the same across the seam.
    static func seam(beside source: SequenceParameters, reordered: Int, id: Int, factor: Int) -> VideoCoding {
        let bFrames = source.profile == 66 ? 0 : min(reordered, 3)
        var parameters = [
            "sps-id=\(id)", "keyint=infinite", "scenecut=0", "open-gop=0", "rc-lookahead=10", "bframes=\(bFrames)",
            "b-pyramid=\(reordered > 1 ? "normal" : "none")",
        ]
        // Decoders make room for as many pictures as the parameter sets name, and may drop some when that changes.
        if let held = source.heldPictures, (1...16).contains(held) { parameters.append("ref=\(held)") }
        let options = [
            ("crf", "\(factor)"), ("preset", "veryfast"), ("profile", profileName(of: source)),
            ("level", "\(source.level / 10).\(source.level % 10)"),
            ("x264-params", parameters.joined(separator: ":")),
        ]
        return VideoCoding(.h264, options: options.labelled)
    }

    /// The same in HEVC, whose coder gives all its parameter sets the id 0.
    static func hevcSeam(reordered: Int, factor: Int) -> VideoCoding {
        let parameters = [
            "log-level=error", "info=0", "keyint=-1", "scenecut=0", "open-gop=0", "rc-lookahead=10",
            "bframes=\(min(reordered, 3))", "b-pyramid=\(reordered > 1 ? 1 : 0)",
        ]
        let options = [
            ("crf", "\(factor)"), ("preset", "veryfast"), ("x265-params", parameters.joined(separator: ":")),
        ]
        return VideoCoding(.hevc, options: options.labelled)
    }

    private static func profileName(of source: SequenceParameters) -> String {
        switch source.profile {
        case 66: "baseline"
        case 77: "main"
        case 110: "high10"
        case 122: "high422"
        case 244: "high444"
        default: "high"
        }
    }
}

extension [(String, String)] {
    fileprivate var labelled: [(key: String, value: String)] { map { (key: $0.0, value: $0.1) } }
}
