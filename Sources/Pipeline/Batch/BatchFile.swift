package import Apiframe
internal import Foundation
internal import JSON

/// Requests of a file, one a line: JSON Lines, or CSV with a line of names at its top.
package struct BatchFile: Sendable {
    /// The file as the user named it.
    package let file: String
    package let lines: [Line]

    /// A request, and the line where it begins, from 1.
    package struct Line: Sendable {
        package let number: Int
        package let request: GenerationRequest
    }

    /// Every line that cannot be submitted, so that all can be mended at once.
    package struct Broken: Error, CustomStringConvertible {
        /// "batch.csv:3: duration: …", a line each.
        package let complaints: [String]
        package var description: String { complaints.joined(separator: "\n") }
    }

    /// A thousand clips cost thousands of dollars; a file with more lines was not meant.
    private static let mostLines = 10_000

    /// Reads and checks all lines. `defaults` fills in what a line leaves out. Throws ``Broken``, or
    /// ``RequestError`` where the file cannot be read at all.
    package init(_ file: String, defaults: RequestDraft) throws {
        self.file = file
        let text = String(decoding: try GenerationRequest.read(file, upTo: 64 << 20), as: UTF8.self)
        let drafts: [(number: Int, request: () throws -> GenerationRequest)] =
            file.lowercased().hasSuffix(".csv")
            ? try Self.csv(text, file, defaults) : Self.jsonLines(text, defaults)
        guard !drafts.isEmpty else { throw Broken(complaints: ["\(file): it holds no request"]) }
        guard drafts.count <= Self.mostLines else {
            throw Broken(complaints: ["\(file): \(drafts.count) requests are more than \(Self.mostLines)"])
        }
        var (lines, complaints): ([Line], [String]) = ([], [])
        for draft in drafts {
            do { lines.append(Line(number: draft.number, request: try draft.request())) } catch {
                complaints.append("\(file):\(draft.number): \(error)")
            }
        }
        guard complaints.isEmpty else { throw Broken(complaints: complaints) }
        self.lines = lines
    }

    private static func jsonLines(
        _ text: String, _ defaults: RequestDraft
    ) -> [(Int, () throws -> GenerationRequest)] {
        // A JSON text may hold the other line ends that Unicode knows.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        return lines.enumerated().compactMap { index, line in
            guard !line.allSatisfy(\.isWhitespace) else { return nil }
            return (
                index + 1,
                {
                    let body = try JSONValue(parsing: Data(line.utf8))
                    let named = try GenerationRequest(body, model: defaults.model ?? RequestDraft.defaultModel)
                    return try defaults.filling(named).completed()
                }
            )
        }
    }

    private static func csv(
        _ text: String, _ file: String, _ defaults: RequestDraft
    ) throws -> [(Int, () throws -> GenerationRequest)] {
        var rows = try CSVRows(text, file).rows
        guard !rows.isEmpty else { return [] }
        let header = rows.removeFirst()
        let columns = try header.cells.map { name in
            guard let column = BatchColumn(named: name) else {
                let names = BatchColumn.allCases.map(\.rawValue).joined(separator: ", ")
                throw Broken(complaints: ["\(file):\(header.line): there is no column '\(name)'; there are: \(names)"])
            }
            return column
        }
        guard Set(columns).count == columns.count else {
            throw Broken(complaints: ["\(file):\(header.line): a column comes twice"])
        }
        return rows.map { row in
            (
                row.line,
                {
                    guard row.cells.count == columns.count else {
                        throw RequestError.field(
                            path: "", reason: "it has \(row.cells.count) cells, and there are \(columns.count) columns")
                    }
                    var draft = defaults
                    for (column, cell) in zip(columns, row.cells) where !cell.allSatisfy(\.isWhitespace) {
                        try column.put(cell, into: &draft)
                    }
                    return try draft.request()
                }
            )
        }
    }
}
