internal import Foundation
internal import GRDB
internal import Timing

/// The table of clips: its shape, and how an entry becomes a row and a row an entry.
enum CatalogueTable {
    /// Goes up with every change of the table. An index is not migrated; it is made again.
    static let version = 1

    private static let columns = [
        "id", "name", "added", "durationValue", "durationTimescale", "width", "height", "frameRate", "verdict",
        "shots", "bytes", "provider", "jobId", "model", "prompt",
    ]

    private static let definition = """
        CREATE TABLE clips (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            added INTEGER NOT NULL,         -- seconds since 1970
            durationValue INTEGER,          -- value / timescale seconds
            durationTimescale INTEGER,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            frameRate TEXT,                 -- "30000/1001"
            verdict TEXT NOT NULL,
            shots INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            provider TEXT,
            jobId TEXT,
            model TEXT,
            prompt TEXT
        ) STRICT, WITHOUT ROWID
        """

    /// Whether the table is there in just this shape, whatever the file's version number claims.
    static func isCurrent(_ database: Database) throws -> Bool {
        guard try Int.fetchOne(database, sql: "PRAGMA user_version") == version else { return false }
        let sql = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'clips'"
        return try String.fetchOne(database, sql: sql) == definition
    }

    /// An empty table in place of any other.
    static func make(_ database: Database) throws {
        try database.execute(
            sql: "DROP TABLE IF EXISTS clips; \(definition); PRAGMA user_version = \(version)")
    }

    static func upsert(_ entry: CatalogueEntry, _ database: Database) throws {
        let time = entry.duration.flatMap(ticks)
        let values: [(any DatabaseValueConvertible)?] = [
            entry.id.text, entry.name, Int(entry.added.timeIntervalSince1970), time?.value, time?.timescale,
            entry.width, entry.height, entry.frameRate?.description, entry.verdict.rawValue, entry.shots, entry.bytes,
            entry.provider, entry.jobId, entry.model, entry.prompt,
        ]
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try database.execute(
            sql: "INSERT OR REPLACE INTO clips (\(columns.joined(separator: ", "))) VALUES (\(marks))",
            arguments: StatementArguments(values))
    }

    static func remove(_ id: ClipID, _ database: Database) throws {
        try database.execute(sql: "DELETE FROM clips WHERE id = ?", arguments: [id.text])
    }

    /// Every entry, newest first. A row that damage has made unreadable is an error of a damaged file.
    static func entries(_ database: Database) throws -> [CatalogueEntry] {
        let sql = "SELECT \(columns.joined(separator: ", ")) FROM clips ORDER BY added DESC, id"
        return try Row.fetchAll(database, sql: sql).map { row in
            guard let entry = entry(row) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
            return entry
        }
    }

    private static func entry(_ row: Row) -> CatalogueEntry? {
        // A value of the wrong type becomes nil here; the shorter row["name"] would end the program.
        func value<T: DatabaseValueConvertible>(_ column: String) -> T? { T.fromDatabaseValue(row[column]) }
        guard let text: String = value("id"), let id = try? ClipID(validating: text),
            let name: String = value("name"), let added: Int = value("added"), let width: Int = value("width"),
            let height: Int = value("height"), let shots: Int = value("shots"), let bytes: Int = value("bytes"),
            let judged: String = value("verdict"), let verdict = Sidecar.Verdict(rawValue: judged)
        else { return nil }
        var duration: MediaTime?
        if let ticks: Int = value("durationValue"), let scale: Int = value("durationTimescale"), scale > 0 {
            duration = MediaTime(value: ticks, timescale: scale)
        }
        return CatalogueEntry(
            id: id, name: name, added: Date(timeIntervalSince1970: TimeInterval(added)), duration: duration,
            width: width, height: height, frameRate: value("frameRate").flatMap { Rational($0 as String) },
            verdict: verdict, shots: shots, bytes: bytes, provider: value("provider"), jobId: value("jobId"),
            model: value("model"), prompt: value("prompt"))
    }

    /// A time in whole ticks of one timescale-th of a second; `nil` when that leaves 64 bits.
    private static func ticks(_ time: MediaTime) -> (value: Int, timescale: Int)? {
        let (value, overflow) = time.ticks.multipliedReportingOverflow(by: time.timeBase.numerator)
        return overflow ? nil : (value, time.timeBase.denominator)
    }
}
