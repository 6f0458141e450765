package import Foundation

/// Instants as "2026-11-24T21:30:00Z", as ISO 8601 and our JSON have them.
package enum UTCText {
    /// The instant to the second below; the same as Foundation's formatter, which is too slow for lists of thousands, for the
    /// years from 1600 to 9999; before, Foundation counts in the calendar of that time.
    package static func of(_ date: Date) -> String {
        let seconds = date.timeIntervalSince1970.rounded(.down)
        guard seconds >= -11_676_096_000, seconds < 253_402_300_800 else { return date.formatted(.iso8601) }
        let (days, rest) = Int(seconds).quotientAndFloorRemainder(86_400)
        let (year, month, day) = civil(days)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(20)
        func put(_ number: Int, _ digits: Int, _ end: UInt8) {
            var scale = digits == 4 ? 1000 : 10
            while scale > 0 {
                bytes.append(UInt8(ascii: "0") + UInt8(number / scale % 10))
                scale /= 10
            }
            bytes.append(end)
        }
        put(year, 4, UInt8(ascii: "-"))
        put(month, 2, UInt8(ascii: "-"))
        put(day, 2, UInt8(ascii: "T"))
        put(rest / 3600, 2, UInt8(ascii: ":"))
        put(rest / 60 % 60, 2, UInt8(ascii: ":"))
        put(rest % 60, 2, UInt8(ascii: "Z"))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The day of the Gregorian calendar that comes so many days after 1 January 1970, by counting from a 1 March: the day
    /// that leap years add is the last then.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (days + 719_468).quotientAndFloorRemainder(146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension Int {
    fileprivate func quotientAndFloorRemainder(_ divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
