internal import Foundation
internal import Timing

extension PresetNode {
    /// Width over height: "16:9", from 1:100 to 100:1.
    func aspect() throws(PresetError) -> Rational {
        try parsed(as: "a shape like 16:9") { text in
            let sides = text.split(separator: ":", omittingEmptySubsequences: false)
            guard sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]), width > 0, height > 0,
                let ratio = Rational(width, height), (Rational(1, 100)!...Rational(100)).contains(ratio)
            else { return nil }
            return ratio
        }
    }

    /// Frames a second, from 1 to 1000: "24", "30000/1001" or "23.976".
    func frameRate() throws(PresetError) -> Rational {
        try parsed(as: "a frame rate from 1 to 1000, like 24, 30000/1001 or 23.976,") { text in
            guard let rate = Rational(text) ?? decimal(text), (Rational(1)...Rational(1000)).contains(rate) else {
                return nil
            }
            return rate
        }
    }

    /// A decimal number within bounds.
    func number(in bounds: ClosedRange<Double>) throws(PresetError) -> Double {
        // As people write them: "51", not "51.0".
        let ends = [bounds.lowerBound, bounds.upperBound].map { String(format: "%g", $0) }
        return try parsed(as: "a number from \(ends[0]) to \(ends[1])") { text in
            guard let number = Double(text), bounds.contains(number) else { return nil }
            return number
        }
    }

    /// A length above nothing and up to a day, in seconds or as a clock.
    func seconds() throws(PresetError) -> MediaTime {
        try parsed(as: "a length in seconds, like 5 or 2.5,") { text in
            guard case .time(let time)? = CutPoint(text), time > .zero, time <= MediaTime(value: 86_400, timescale: 1)
            else { return nil }
            return time
        }
    }

    /// A list of FFmpeg's names: "mp4", "yuv420p10le".
    func names() throws(PresetError) -> [String] {
        var names: [String] = []
        for element in try list() {
            names.append(
                try element.parsed(as: "a name of FFmpeg's, such as h264,") { text in
                    let allowed = text.utf8.allSatisfy {
                        (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
                    }
                    return allowed && (1...40).contains(text.utf8.count) ? text : nil
                })
        }
        return names
    }
}

/// "23.976" as an exact fraction.
private func decimal(_ text: String) -> Rational? {
    guard case .time(let time)? = CutPoint(text), !text.contains(":") else { return nil }
    return Rational(time.ticks).times(time.timeBase)
}
