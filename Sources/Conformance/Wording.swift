internal import Timing

/// How sizes of things are put into words, the same in every rule.
enum Wording {
    /// "5.042 s".
    static func seconds(_ time: MediaTime) -> String { "\(decimal(time.seconds, places: 3)) s" }

    /// "2 s, 5.042 s".
    static func times(_ times: [MediaTime]) -> String { times.map(seconds).joined(separator: ", ") }

    /// "0.042 s late", "0.5 s early", "on time".
    static func lateness(of actual: MediaTime, after wanted: MediaTime) -> String {
        if actual == wanted { return "on time" }
        let distance = decimal(abs(actual.seconds - wanted.seconds), places: 3)
        return "\(distance) s \(actual > wanted ? "late" : "early")"
    }

    /// "24 fps", "29.97 fps".
    static func rate(_ rate: Rational) -> String { "\(decimal(rate.double, places: 3)) fps" }

    /// "16:9", or "1.897:1" where the fraction says nothing to a person.
    static func aspect(_ ratio: Rational) -> String {
        if ratio.numerator <= 32, ratio.denominator <= 32 { return "\(ratio.numerator):\(ratio.denominator)" }
        return "\(decimal(ratio.double, places: 3)):1"
    }

    /// "a", "a or b", "a, b or c".
    static func anyOf(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }

    /// "1 frame", "3 frames".
    static func count(_ number: Int, _ thing: String, plural: String? = nil) -> String {
        "\(number) \(number == 1 ? thing : plural ?? thing + "s")"
    }

    /// "other" for every 2nd, "3rd", "4th".
    static func ordinal(_ number: Int) -> String {
        switch number {
        case 2: "other"
        case 3: "3rd"
        default: "\(number)th"
        }
    }

    /// `number` to at most `places` decimals, without the zeros at the end.
    static func decimal(_ number: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        guard number.isFinite, abs(number) < 1e12, let scaled = Int(exactly: (number * scale).rounded()) else {
            return "\(number)"
        }
        let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        var decimals = String(rest)
        decimals = String(repeating: "0", count: places - decimals.count) + decimals
        while decimals.last == "0" { decimals.removeLast() }
        return (scaled < 0 ? "-" : "") + String(whole) + (decimals.isEmpty ? "" : "." + decimals)
    }
}
