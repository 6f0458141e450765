/// How numbered files are named.
package enum Numbering {
    /// "03" of 12, "003" of 120: so many digits that names sort as numbers do, at least two.
    package static func name(of number: Int, among count: Int) -> String {
        let digits = String(number)
        let width = max(2, String(count).count)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
