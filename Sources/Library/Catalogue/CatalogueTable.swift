internal import Foundation
internal import GRDB
internal import Timing

/// The tables of clips and of their words: their shape, and how an entry becomes a row and a row an entry.
enum CatalogueTable {
    /// Goes up with every change of the tables. An index is not migrated; it is made again.
    static let version = 3

    private static let columns = [
        "id", "name", "added", "durationValue", "durationTimescale", "width", "height", "frameRate", "verdict",
        "shots", "bytes", "provider", "jobId", "model", "prompt", "workGroup", "variant",
    ]

    private static let clips = """
        CREATE TABLE clips (
            number INTEGER PRIMARY KEY,     -- the rowid in words
            id TEXT NOT NULL UNIQUE,
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
            prompt TEXT,
            workGroup TEXT,
            variant TEXT,
            sidecar INTEGER NOT NULL        -- the version that says so: its fingerprint
        ) STRICT
        """

    /// The version of the folder of clips for which all rows were found to be right, in one row.
    private static let folder = "CREATE TABLE folder (number INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL) STRICT"

    /// Symbols are words too: somebody looks for the clip with the fox in its name.
    private static let words = """
        CREATE VIRTUAL TABLE words USING fts5(
            name, prompt, shots, marks,
            tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'"
        )
        """

    /// Whether the tables are there in just this shape, whatever the file's version number claims.
    static func isCurrent(_ database: Database) throws -> Bool {
        guard try Int.fetchOne(database, sql: "PRAGMA user_version") == version else { return false }
        let sql =
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name IN ('clips', 'folder', 'words') ORDER BY name"
        return try String.fetchAll(database, sql: sql) == [clips, folder, words]
    }

    /// Empty tables in place of any others.
    static func make(_ database: Database) throws {
        try database.execute(
            sql: """
                DROP TABLE IF EXISTS clips; DROP TABLE IF EXISTS folder; DROP TABLE IF EXISTS words;
                \(clips); \(folder); \(words);
                PRAGMA user_version = \(version)
                """)
    }

    static func upsert(_ record: CatalogueRecord, _ database: Database) throws {
        let number = try Int.fetchOne(
            database.cachedStatement(sql: insertion),
            arguments: StatementArguments(values(of: record.entry) + [record.sidecar.databaseValue]))
        let words = record.words
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO words (rowid, name, prompt, shots, marks) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [number, words.name, words.prompt, words.shots, words.marks])
    }

    /// An entry as it stands in the columns.
    private static func values(of entry: CatalogueEntry) -> [DatabaseValue] {
        let time = entry.duration.flatMap(ticks)
        let values: [(any DatabaseValueConvertible)?] = [
            entry.id.text, entry.name, Int(entry.added.timeIntervalSince1970), time?.value, time?.timescale,
            entry.width, entry.height, entry.frameRate?.description, entry.verdict.rawValue, entry.shots, entry.bytes,
            entry.provider, entry.jobId, entry.model, entry.prompt, entry.group, entry.variant,
        ]
        return values.map { $0?.databaseValue ?? .null }
    }

    private static let insertion: String = {
        let columns = Self.columns + ["sidecar"]
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let changes = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO clips (\(columns.joined(separator: ", "))) VALUES (\(marks))
            ON CONFLICT (id) DO UPDATE SET \(changes) RETURNING number
            """
    }()

    /// Which version of each clip's sidecar is entered.
    static func sidecars(_ database: Database) throws -> [ClipID: Int] {
        var sidecars: [ClipID: Int] = [:]
        let cursor = try Row.fetchCursor(database, sql: "SELECT id, sidecar FROM clips")
        while let row = try cursor.next() {
            guard let text: String = row[0], let id = try? ClipID(validating: text), let version: Int = row[1] else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT)
            }
            sidecars[id] = version
        }
        return sidecars
    }

    /// Whether a clip's row and words are just what its record says.
    static func holds(_ record: CatalogueRecord, _ database: Database) throws -> Bool {
        let words = record.words
        let wanted =
            values(of: record.entry) + [words.name, words.prompt, words.shots, words.marks].map(\.databaseValue)
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT \(selection), words.name, words.prompt, words.shots, words.marks
                    FROM clips JOIN words ON words.rowid = clips.number WHERE clips.id = ?
                    """), arguments: [record.entry.id.text])
        return row.map { Array($0.databaseValues) == wanted } ?? false
    }

    /// The version of the folder of clips for which the rows are right; `nil` where none was found to be.
    static func folder(_ database: Database) throws -> Int? {
        try Int.fetchOne(database, sql: "SELECT fingerprint FROM folder")
    }

    static func setFolder(_ fingerprint: Int, _ database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO folder (number, fingerprint) VALUES (1, ?)", arguments: [fingerprint])
    }

    static func remove(_ id: ClipID, _ database: Database) throws {
        try database.execute(
            sql: """
                DELETE FROM words WHERE rowid IN (SELECT number FROM clips WHERE id = ?);
                DELETE FROM clips WHERE id = ?
                """, arguments: [id.text, id.text])
    }

    /// What to select for ``entry(_:)``.
    static let selection = columns.map { "clips.\($0)" }.joined(separator: ", ")

    /// The entry of a row that begins with ``selection``; a row that damage has made unreadable is an error of a damaged
    /// file.
    static func entry(_ row: Row) throws -> CatalogueEntry {
        // The quick way, for there may be ten thousand rows: NULL is nil, and SQLite makes what is asked for of a value of
        // the wrong type.
        func value<T: DatabaseValueConvertible & StatementColumnConvertible>(_ column: Int) -> T? { row[column] }
        guard let text: String = value(0), let id = try? ClipID(validating: text),
            let name: String = value(1), let added: Int = value(2), let width: Int = value(5),
            let height: Int = value(6), let shots: Int = value(9), let bytes: Int = value(10),
            let judged: String = value(8), let verdict = Sidecar.Verdict(rawValue: judged),
            // What is read from a sidecar is in these; a library may come from elsewhere with its index.
            SidecarRanges.instants.contains(Double(added)), min(width, height) > 0, min(shots, bytes) >= 0
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        var duration: MediaTime?
        if let ticks: Int = value(3), let scale: Int = value(4), scale > 0 {
            duration = MediaTime(value: ticks, timescale: scale)
        }
        return CatalogueEntry(
            id: id, name: name, added: Date(timeIntervalSince1970: TimeInterval(added)), duration: duration,
            width: width, height: height, frameRate: value(7).flatMap { Rational($0 as String) },
            verdict: verdict, shots: shots, bytes: bytes, provider: value(11), jobId: value(12),
            model: value(13), prompt: value(14), group: value(15), variant: value(16))
    }

    /// A time in whole ticks of one timescale-th of a second; `nil` when that leaves 64 bits.
    static func ticks(_ time: MediaTime) -> (value: Int, timescale: Int)? {
        let (value, overflow) = time.ticks.multipliedReportingOverflow(by: time.timeBase.numerator)
        return overflow ? nil : (value, time.timeBase.denominator)
    }
}
