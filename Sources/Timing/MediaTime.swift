/// An instant, or a length of time, as whole ticks of a time base: exact from the demuxer to the
/// database. An unknown time is `nil`, never a special value.
///
/// Equality means the same instant: 1 tick of 1/25 equals 2 ticks of 1/50. Times of different bases
/// compare exactly.
public struct MediaTime: Sendable {
    /// How many ticks of ``timeBase``.
    public let ticks: Int
    /// The length of one tick in seconds; positive.
    public let timeBase: Rational

    /// `ticks` of `timeBase` seconds each. The time base has to be positive.
    public init(ticks: Int, timeBase: Rational) {
        precondition(timeBase.numerator > 0, "a time base is positive")
        self.ticks = ticks
        self.timeBase = timeBase
    }

    /// `value` ticks of one `timescale`-th of a second.
    public init(value: Int, timescale: Int) {
        precondition(timescale > 0, "a timescale is positive")
        self.init(ticks: value, timeBase: Rational(1, timescale)!)
    }

    /// Nothing: the start of every clip.
    public static let zero = MediaTime(value: 0, timescale: 1)

    /// For display and for thresholds; never for arithmetic.
    public var seconds: Double {
        Double(ticks) * Double(timeBase.numerator) / Double(timeBase.denominator)
    }

    /// Which way a time goes that falls between two ticks.
    public enum Rounding: Sendable {
        /// Towards minus infinity.
        case down
        /// Towards plus infinity.
        case up
        /// To the closer tick, halves away from zero, as `AV_ROUND_NEAR_INF` does.
        case nearest
    }

    /// The same instant in another time base; `nil` when the ticks leave 64 bits, which a damaged
    /// file can ask for.
    public func rescaled(to base: Rational, rounding: Rounding) -> MediaTime? {
        guard base.numerator > 0 else { return nil }
        let top = Int128(ticks).multipliedReportingOverflow(
            by: Int128(timeBase.numerator) * Int128(base.denominator))
        guard !top.overflow else { return nil }
        let bottom = Int128(timeBase.denominator) * Int128(base.numerator)
        guard let ticks = Int(exactly: divide(top.partialValue, bottom, rounding)) else { return nil }
        return MediaTime(ticks: ticks, timeBase: base)
    }

    /// The sum, exact in the finer base that holds both; `nil` when it leaves 64 bits.
    public func adding(_ other: MediaTime) -> MediaTime? { combine(other, &+) }

    /// The difference, exact in the finer base that holds both; `nil` when it leaves 64 bits.
    public func subtracting(_ other: MediaTime) -> MediaTime? { combine(other, &-) }

    private func combine(_ other: MediaTime, _ operation: (Int128, Int128) -> Int128) -> MediaTime? {
        guard let base = timeBase.common(with: other.timeBase),
            let a = rescaled(to: base, rounding: .nearest), let b = other.rescaled(to: base, rounding: .nearest),
            let ticks = Int(exactly: operation(Int128(a.ticks), Int128(b.ticks)))
        else { return nil }
        return MediaTime(ticks: ticks, timeBase: base)
    }

    /// The instant as a reduced fraction of seconds in 128 bits.
    fileprivate var fraction: (top: Int128, bottom: Int128) {
        let top = Int128(ticks) * Int128(timeBase.numerator)
        let bottom = Int128(timeBase.denominator)
        var (a, b) = (top.magnitude, bottom.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = Int128(max(a, 1))
        return (top / divisor, bottom / divisor)
    }
}

extension MediaTime: Hashable, Comparable {
    /// Whether both are the same instant.
    public static func == (lhs: MediaTime, rhs: MediaTime) -> Bool {
        lhs.fraction == rhs.fraction
    }

    /// Hashes the reduced fraction, so that equal instants hash alike.
    public func hash(into hasher: inout Hasher) {
        let (top, bottom) = fraction
        hasher.combine(top)
        hasher.combine(bottom)
    }

    /// Exact: whole seconds first, then the remainders crosswise, which stays inside 128 bits.
    public static func < (lhs: MediaTime, rhs: MediaTime) -> Bool {
        let (a, b) = (lhs.fraction, rhs.fraction)
        let (wholeA, wholeB) = (divide(a.top, a.bottom, .down), divide(b.top, b.bottom, .down))
        if wholeA != wholeB { return wholeA < wholeB }
        return (a.top - wholeA * a.bottom) * b.bottom < (b.top - wholeB * b.bottom) * a.bottom
    }
}

extension MediaTime: Codable {
    private enum Key: String, CodingKey { case value, timescale, seconds }

    /// Reads `{"value", "timescale"}`; `seconds` is for people and ignored.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let value = try container.decode(Int.self, forKey: .value)
        let timescale = try container.decode(Int.self, forKey: .timescale)
        guard timescale > 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: .timescale, in: container, debugDescription: "a timescale is at least 1, not \(timescale)")
        }
        self.init(value: value, timescale: timescale)
    }

    /// Writes `{"value", "timescale", "seconds"}`, exact in the first two.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        // A time base such as 1001/30000 has no whole timescale; its ticks take the numerator in.
        let (value, overflow) = ticks.multipliedReportingOverflow(by: timeBase.numerator)
        guard !overflow else {
            throw EncodingError.invalidValue(
                self, .init(codingPath: encoder.codingPath, debugDescription: "a time of more than 64 bits"))
        }
        try container.encode(value, forKey: .value)
        try container.encode(timeBase.denominator, forKey: .timescale)
        try container.encode(seconds, forKey: .seconds)
    }
}

extension Rational {
    /// The coarsest base in which ticks of both bases are whole; `nil` when it leaves 64 bits.
    func common(with other: Rational) -> Rational? {
        if self == other { return self }
        // gcd(a/b, c/d) of reduced fractions is gcd(a, c) / lcm(b, d).
        let top = greatestCommonDivisor(numerator.magnitude, other.numerator.magnitude)
        let divisor = greatestCommonDivisor(denominator.magnitude, other.denominator.magnitude)
        let (bottom, overflow) = denominator.multipliedReportingOverflow(by: other.denominator / Int(divisor))
        guard !overflow else { return nil }
        return Rational(Int(top), bottom)
    }
}

/// `top / bottom` as a whole number; `bottom` is positive.
private func divide(_ top: Int128, _ bottom: Int128, _ rounding: MediaTime.Rounding) -> Int128 {
    let (quotient, remainder) = top.quotientAndRemainder(dividingBy: bottom)
    switch rounding {
    case .down: return remainder < 0 ? quotient - 1 : quotient
    case .up: return remainder > 0 ? quotient + 1 : quotient
    case .nearest:
        guard remainder.magnitude >= bottom.magnitude - remainder.magnitude else { return quotient }
        return top < 0 ? quotient - 1 : quotient + 1
    }
}
