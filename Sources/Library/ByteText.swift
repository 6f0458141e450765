internal import Foundation

/// Sizes as people read them.
package enum ByteText {
    /// "512 B", "1.4 MB": powers of 1000, as disks and networks are sold.
    package static func of(_ bytes: Int) -> String {
        var (value, unit) = (Double(bytes), "B")
        for next in ["kB", "MB", "GB", "TB"] where value >= 999.5 { (value, unit) = (value / 1000, next) }
        return unit == "B" || value >= 99.95 ? "\(Int(value.rounded())) \(unit)" : String(format: "%.1f \(unit)", value)
    }
}
