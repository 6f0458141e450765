internal import JSON
internal import Timing

extension JSONValue {
    /// A time in seconds: an integer where it is whole, which is what the API takes.
    static func seconds(_ time: MediaTime) -> JSONValue {
        guard let whole = time.rescaled(to: Rational(1), rounding: .down), whole == time else {
            return .number(time.seconds)
        }
        return .integer(whole.ticks)
    }
}
