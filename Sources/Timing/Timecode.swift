/// A frame's address as editing people write it, "01:02:03:04" (SMPTE ST 12-1).
///
/// A day has 24 hours; a number beyond begins again at zero.
public struct Timecode: Sendable, Hashable {
    /// The frame, counted from 00:00:00:00.
    public internal(set) var frame: Int
    /// How many frames a second the digits count: the rate, rounded to a whole number.
    public let base: Int
    /// Whether numbers are left out so that the digits keep up with the clock. Nothing is left out of the picture.
    public let isDropFrame: Bool

    /// The address of a frame at a rate.
    ///
    /// - Parameters:
    ///   - frame: the frame, counted from 00:00:00:00.
    ///   - rate: frames a second, exactly.
    ///   - dropFrame: `nil` drops where it is due, at 30000/1001 and 60000/1001; elsewhere numbers are never left out.
    public init(frame: Int, rate: Rational, dropFrame: Bool? = nil) {
        self.frame = frame
        base = Timecode.base(rate)
        isDropFrame = Timecode.canDrop(rate) && (dropFrame ?? true)
    }

    /// A rate rounded to a whole number of frames; at least 1.
    static func base(_ rate: Rational) -> Int { max(1, Int(exactly: min(rate.double, 1e9).rounded()) ?? 1) }

    /// Whether the standard knows a drop-frame count for a rate.
    public static func canDrop(_ rate: Rational) -> Bool {
        rate == Rational(30000, 1001)! || rate == Rational(60000, 1001)!
    }
}

extension Timecode: CustomStringConvertible {
    /// "00:00:59:29", "00:01:00;02" where numbers are dropped.
    public var description: String {
        var number = frame
        if isDropFrame {
            // The first 2 (of 60: 4) numbers of each minute but every tenth are not used.
            let dropped = base / 15
            let minute = base * 60 - dropped
            let tenMinutes = minute * 10 + dropped
            let (tens, rest) = number.quotientAndRemainder(dividingBy: tenMinutes)
            number += tens * dropped * 9 + max(0, (rest - dropped) / minute) * dropped
        }
        let (all, frames) = number.quotientAndRemainder(dividingBy: base)
        let (hours, minutes, seconds) = (all / 3600 % 24, all / 60 % 60, all % 60)
        return [hours, minutes, seconds].map { padded($0, 2) }.joined(separator: ":")
            + (isDropFrame ? ";" : ":") + padded(frames, 2)
    }
}
