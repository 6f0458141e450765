internal import Library

/// Checks as an aligned table, the worst first.
enum CheckTable {
    static func print(_ checks: [Sidecar.Check]) {
        let order: [Sidecar.Check.Status] = [.fail, .warn, .notEvaluated, .pass]
        for status in order {
            for check in checks where check.status == status {
                let gap = String(repeating: " ", count: max(1, 15 - status.word.count))
                Terminal.print("\(VerdictText.word(status))\(gap)\(check.id.padded(to: 26))\(check.message)")
            }
        }
    }
}

extension Sidecar.Check.Status {
    /// The status as it is printed, without colour.
    fileprivate var word: String { self == .notEvaluated ? "not evaluated" : rawValue }
}
