/// Columns of numbers, read from comma-separated values with a line of names.
struct NumberTable {
    private var columns: [String: [Double?]] = [:]

    /// The columns of `text`; a field that is no number is `nil`.
    init(_ text: String) {
        var lines = text.split(separator: "\n").makeIterator()
        guard let head = lines.next() else { return }
        let names = head.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var values = names.map { _ in [Double?]() }
        while let line = lines.next() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            for index in names.indices {
                values[index].append(fields.indices.contains(index) ? Double(fields[index]) : nil)
            }
        }
        columns = Dictionary(zip(names, values)) { first, _ in first }
    }

    /// The column of this name; `nil` where there is none.
    subscript(name: String) -> [Double?]? { columns[name] }
}
