internal import Library

/// The rows of a CSV file as RFC 4180 has it, each with the line where it begins: a quoted cell may hold line ends, so
/// that rows and lines are not the same, and complaints name lines.
///
/// It goes by scalars: a mark that follows a comma or a quote is one character with it. The apostrophe that keeps our own
/// tables' texts from being formulas is taken off.
struct CSVRows {
    private(set) var rows: [(line: Int, cells: [String])] = []

    /// Reads all rows; empty lines are left out. Throws ``BatchFile/Broken`` for a quote that never ends.
    init(_ text: String, _ file: String) throws(BatchFile.Broken) {
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var (line, begun) = (1, 1)
        var (isQuoted, wasQuoted) = (false, false)
        func endCell() {
            cells.append(String(cell).withoutFormulaGuard)
            (cell, wasQuoted) = ("".unicodeScalars, false)
        }
        func endRow() {
            if !(cells.isEmpty && cell.isEmpty && !wasQuoted) {
                endCell()
                rows.append((begun, cells))
            }
            cells = []
        }
        var rest = text.unicodeScalars[...]
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
        while let scalar = rest.popFirst() {
            // A carriage return with a line feed is one line end.
            let endsLine = scalar == "\n" || scalar == "\r" && rest.first != "\n"
            if endsLine { line += 1 }
            if isQuoted {
                if scalar != "\"" {
                    cell.append(scalar)
                } else if rest.first == "\"" {
                    cell.append(rest.removeFirst())
                } else {
                    isQuoted = false
                }
            } else if scalar == "\"", cell.isEmpty {
                (isQuoted, wasQuoted) = (true, true)
            } else if scalar == "," {
                endCell()
            } else if endsLine {
                endRow()
                begun = line
            } else if scalar != "\r" {
                cell.append(scalar)
            }
        }
        guard !isQuoted else { throw BatchFile.Broken(complaints: ["\(file):\(begun): a quote is never closed"]) }
        endRow()
    }
}
