internal import Library

/// Checks as an aligned table of 80 columns, the worst first.
enum CheckTable {
    private static let (statusWidth, idWidth, width) = (14, 24, 80)

    static func print(_ checks: [Sidecar.Check]) {
        let order: [Sidecar.Check.Status] = [.fail, .warn, .notEvaluated, .pass]
        for status in order {
            for check in checks where check.status == status {
                let gap = String(repeating: " ", count: max(1, statusWidth - status.word.count))
                var head = VerdictText.word(status) + gap + check.id.padded(to: idWidth)
                for line in check.message.wrapped(to: width - statusWidth - idWidth) {
                    Terminal.print(head + line)
                    head = String(repeating: " ", count: statusWidth + idWidth)
                }
            }
        }
    }
}

extension Sidecar.Check.Status {
    /// The status as it is printed, without colour.
    fileprivate var word: String { self == .notEvaluated ? "not evaluated" : rawValue }
}

extension String {
    /// The text in lines of at most `width` characters, broken at spaces; a longer word has a line of its own.
    func wrapped(to width: Int) -> [String] {
        split(separator: " ").reduce(into: [""]) { lines, word in
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= width {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
    }
}
