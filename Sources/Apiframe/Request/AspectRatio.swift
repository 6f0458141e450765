package import Timing

/// The shapes that Kling 3.0 generates.
package enum AspectRatio: String, Sendable, Codable, CaseIterable {
    case landscape = "16:9"
    case portrait = "9:16"
    case square = "1:1"

    /// Width over height.
    package var ratio: Rational {
        switch self {
        case .landscape: Rational(16, 9)!
        case .portrait: Rational(9, 16)!
        case .square: Rational(1)
        }
    }
}
