internal import Foundation

/// Sizes as people read them.
package enum ByteText {
    /// "512 B", "1.4 MB": powers of 1000, as disks and networks are sold.
    package static func of(_ bytes: Int) -> String {
        var (value, unit) = (Double(bytes), "B")
        for next in ["kB", "MB", "GB", "TB"] where value >= 999.5 { (value, unit) = (value / 1000, next) }
        return unit == "B" || value >= 99.95 ? "\(Int(value.rounded())) \(unit)" : String(format: "%.1f \(unit)", value)
    }

    /// The bytes of "5000000", "5MB" or "1.5 GB", in powers of 1000 as well; `nil` for other text and for what leaves
    /// 63 bits.
    package static func bytes(_ text: String) -> Int? {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard number.first?.isNumber == true, number.last?.isNumber == true, let value = Double(number) else {
            return nil
        }
        let unit = text.dropFirst(number.count).trimmingPrefix(" ").lowercased()
        let units = [
            "": 1.0, "b": 1, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9, "t": 1e12, "tb": 1e12,
        ]
        return units[unit].flatMap { Int(exactly: (value * $0).rounded()) }
    }
}
