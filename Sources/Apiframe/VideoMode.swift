/// The quality of a Kling generation, which fixes its nominal size.
public enum VideoMode: String, Sendable, Codable, CaseIterable {
    /// 720 lines.
    case standard
    /// 1080 lines; what the API takes when none is given.
    case pro
    /// 2160 lines.
    case fourK = "4k"
}
