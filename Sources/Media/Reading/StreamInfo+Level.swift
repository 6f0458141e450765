extension VideoStreamInfo {
    /// The level as the standard writes it: "5.1" for H.264's 51 and HEVC's 153; the bare number for others.
    package var levelText: String? {
        guard let level else { return nil }
        switch codec {
        case "h264": return "\(level / 10).\(level % 10)"
        case "hevc": return "\(level / 30).\(level % 30 / 3)"
        default: return "\(level)"
        }
    }
}
