package import Timing

/// Which frame rates an order accepts, in frames a second.
package enum FrameRateRule: Sendable, Equatable {
    /// One of these.
    case oneOf([Rational])
    /// This or more.
    case atLeast(Rational)
}
