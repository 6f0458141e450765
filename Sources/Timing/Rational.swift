/// An exact fraction of two integers, kept reduced with a positive denominator: a frame rate, a
/// time base, an aspect ratio.
///
/// Two rationals are equal when they are the same number: 60/2 equals 30/1.
public struct Rational: Hashable, Sendable {
    /// The reduced numerator; carries the sign.
    public let numerator: Int
    /// The reduced denominator, at least 1.
    public let denominator: Int

    /// The reduced fraction, or `nil` when the denominator is 0 or the fraction leaves 64 bits:
    /// both come out of damaged files.
    public init?(_ numerator: Int, _ denominator: Int) {
        guard denominator != 0 else { return nil }
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let negative = (numerator < 0) != (denominator < 0)
        let top = Int128(numerator.magnitude / divisor) * (negative ? -1 : 1)
        guard let exactTop = Int(exactly: top), let exactBottom = Int(exactly: denominator.magnitude / divisor)
        else { return nil }
        self.numerator = exactTop
        self.denominator = exactBottom
    }

    /// A whole number.
    public init(_ whole: Int) {
        numerator = whole
        denominator = 1
    }

    /// The nearest `Double`, for display and for thresholds.
    public var double: Double { Double(numerator) / Double(denominator) }

    /// One over this, or `nil` for zero.
    public var reciprocal: Rational? { Rational(denominator, numerator) }

    /// The exact product, or `nil` when it leaves 64 bits.
    public func times(_ other: Rational) -> Rational? {
        // Reducing across first keeps the products as small as they can be.
        guard let a = Rational(numerator, other.denominator), let b = Rational(other.numerator, denominator)
        else { return nil }
        let (top, topOverflow) = a.numerator.multipliedReportingOverflow(by: b.numerator)
        let (bottom, bottomOverflow) = a.denominator.multipliedReportingOverflow(by: b.denominator)
        guard !topOverflow, !bottomOverflow else { return nil }
        return Rational(top, bottom)
    }
}

extension Rational: Comparable {
    /// Exact, by cross multiplication in 128 bits.
    public static func < (lhs: Rational, rhs: Rational) -> Bool {
        Int128(lhs.numerator) * Int128(rhs.denominator) < Int128(rhs.numerator) * Int128(lhs.denominator)
    }
}

extension Rational: CustomStringConvertible, LosslessStringConvertible {
    /// "30/1": numerator, slash, denominator.
    public var description: String { "\(numerator)/\(denominator)" }

    /// Reads "30000/1001" or "30"; `nil` for anything else.
    public init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let top = Int(parts[0]) else { return nil }
        guard let bottom = parts.count == 2 ? Int(parts[1]) : 1 else { return nil }
        self.init(top, bottom)
    }
}

extension Rational: Codable {
    /// Reads the text form, "30/1".
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = Rational(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a fraction")
        }
        self = value
    }

    /// Writes the text form, "30/1".
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Euclid's; 1 for two zeros, so that it can always be divided by.
func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
}
