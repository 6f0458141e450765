/// The rows of a CSV file as RFC 4180 has it, each with the line where it begins: a quoted cell may hold line ends, so
/// that rows and lines are not the same, and complaints name lines.
struct CSVRows {
    private(set) var rows: [(line: Int, cells: [String])] = []

    /// Reads all rows; empty lines are left out. Throws ``BatchFile/Broken`` for a quote that never ends.
    init(_ text: String, _ file: String) throws(BatchFile.Broken) {
        var cells: [String] = []
        var (cell, line, begun) = ("", 1, 1)
        var (isQuoted, wasQuoted) = (false, false)
        let lineEnds: Set<Character> = ["\n", "\r\n", "\r"]
        func endRow() -> (Int, [String])? {
            cells.isEmpty && cell.isEmpty && !wasQuoted ? nil : (begun, cells + [cell])
        }
        var rest = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        while let character = rest.popFirst() {
            if isQuoted {
                if lineEnds.contains(character) { line += 1 }
                guard character == "\"" else {
                    cell.append(character)
                    continue
                }
                if rest.first == "\"" { cell.append(rest.removeFirst()) } else { isQuoted = false }
            } else if character == "\"", cell.isEmpty {
                (isQuoted, wasQuoted) = (true, true)
            } else if character == "," {
                cells.append(cell)
                (cell, wasQuoted) = ("", false)
            } else if lineEnds.contains(character) {
                if let row = endRow() { rows.append(row) }
                line += 1
                (cells, cell, begun, wasQuoted) = ([], "", line, false)
            } else {
                cell.append(character)
            }
        }
        guard !isQuoted else { throw BatchFile.Broken(complaints: ["\(file):\(begun): a quote is never closed"]) }
        if let row = endRow() { rows.append(row) }
    }
}
