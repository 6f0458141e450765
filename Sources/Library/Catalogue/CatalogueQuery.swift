internal import GRDB

/// A filter and an order in SQL.
struct CatalogueQuery {
    private let source: String
    private let order: String
    private let arguments: StatementArguments
    /// Whether the words of the filter are asked of their index.
    private let searches: Bool

    init(_ filter: LibraryFilter, by order: ClipOrder = ClipOrder()) {
        var conditions: [String] = []
        var values: [any DatabaseValueConvertible] = []
        func add(_ condition: String, _ new: any DatabaseValueConvertible...) {
            conditions.append(condition)
            values += new
        }
        searches = !filter.words.allSatisfy(\.isWhitespace)
        if searches {
            if let query = ClipWords.query(filter.words) { add("words MATCH ?", query) } else { add("FALSE") }
        }
        if !filter.verdicts.isEmpty {
            let words = Sidecar.Verdict.allCases.filter(filter.verdicts.contains).map { "'\($0.rawValue)'" }
            add("verdict IN (\(words.joined(separator: ", ")))")
        }
        if let model = filter.model { add("lower(model) GLOB lower(?)", Self.pattern(model)) }
        if let group = filter.group { add("workGroup = ?", group) }
        if let variant = filter.variant { add("variant = ?", variant) }
        if let from = filter.from { add("added >= ?", from.timeIntervalSince1970) }
        if let before = filter.before { add("added < ?", before.timeIntervalSince1970) }
        // Fractions by cross-multiplication; a product beyond 64 bits becomes a floating-point number.
        if let time = filter.shortest.flatMap(CatalogueTable.ticks) {
            add("durationValue * ? >= ? * durationTimescale", time.timescale, time.value)
        }
        if let time = filter.longest.flatMap(CatalogueTable.ticks) {
            add("durationValue * ? <= ? * durationTimescale", time.timescale, time.value)
        }
        if let width = filter.width { add("width = ?", width) }
        if let height = filter.height { add("height = ?", height) }
        if let least = filter.fewestBytes { add("bytes >= ?", least) }
        if let most = filter.mostBytes { add("bytes <= ?", most) }
        source =
            " FROM clips" + (searches ? " JOIN words ON words.rowid = clips.number" : "")
            + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
        arguments = StatementArguments(values)
        self.order = Self.order(order, searches: searches)
    }

    /// The entries, from the one numbered `offset` on, at most `limit`.
    func entries(_ database: Database, limit: Int? = nil, offset: Int = 0) throws -> [CatalogueEntry] {
        try rows(database, CatalogueTable.selection, limit, offset) { try CatalogueTable.entry($0) }
    }

    /// The same, each with what in it answers the words.
    func matches(_ database: Database, limit: Int? = nil, offset: Int = 0) throws -> [CatalogueMatch] {
        guard searches else {
            return try entries(database, limit: limit, offset: offset).map { CatalogueMatch(entry: $0, excerpt: nil) }
        }
        let marks = "'\(Excerpt.begin)', '\(Excerpt.end)'"
        let selection = CatalogueTable.selection + ", snippet(words, -1, \(marks), '…', 14)"
        return try rows(database, selection, limit, offset) { row in
            let text = String.fromDatabaseValue(row[row.count - 1])
            return CatalogueMatch(entry: try CatalogueTable.entry(row), excerpt: text.flatMap(Excerpt.init))
        }
    }

    /// How many clips there are like that, and how many bytes they have with all that was made of them.
    func total(_ database: Database) throws -> (clips: Int, bytes: Double) {
        let row = try Row.fetchOne(
            database, sql: "SELECT count(*), total(bytes)" + source, arguments: arguments)
        guard let row, let clips = Int.fromDatabaseValue(row[0]), let bytes = Double.fromDatabaseValue(row[1]) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        return (clips, bytes)
    }

    private func rows<Value>(
        _ database: Database, _ selection: String, _ limit: Int?, _ offset: Int, _ value: (Row) throws -> Value
    ) throws -> [Value] {
        let sql = "SELECT \(selection)\(source) ORDER BY \(order) LIMIT \(limit ?? -1) OFFSET \(offset)"
        var values: [Value] = []
        let cursor = try Row.fetchCursor(database, sql: sql, arguments: arguments)
        while let row = try cursor.next() { values.append(try value(row)) }
        return values
    }

    private static func order(_ order: ClipOrder, searches: Bool) -> String {
        let down = order.isReversed ? "ASC" : "DESC"
        let up = order.isReversed ? "DESC" : "ASC"
        let length = "durationValue * 1.0 / durationTimescale"
        let terms =
            switch order.key {
            case .added: "added \(down)"
            case .name: "clips.name COLLATE NOCASE \(up)"
            // What is not known comes last, whichever way round.
            case .model: "model IS NULL, model COLLATE NOCASE \(up)"
            case .duration: "durationValue IS NULL, \(length) \(down)"
            case .bytes: "bytes \(down)"
            case .shots: "clips.shots \(down)"
            // The words stand in the alphabet as they are to be: fail, pass, warn would not.
            case .verdict: "CASE verdict WHEN 'fail' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END \(up), added DESC"
            case .group: "workGroup IS NULL, workGroup \(up), variant \(up), added \(up)"
            // A name says most; the model and the ids, which many clips share, least.
            case .relevance: searches ? "bm25(words, 4, 3, 3, 1) \(up), added DESC" : "added \(down)"
            }
        return terms + ", clips.id \(up)"
    }

    /// A name for GLOB, in which only the star stands for something else.
    private static func pattern(_ name: String) -> String {
        name.escaping { $0 == "[" ? "[[]" : $0 == "?" ? "[?]" : nil }
    }
}
