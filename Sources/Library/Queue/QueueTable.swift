internal import Foundation
internal import GRDB

/// The tables of a queue: their shape, and how a row becomes a job.
enum QueueTable {
    private static let version = 1

    /// Times are milliseconds since 1970. A lease's columns mean nothing unless the job is running; `leasedUntil` changes with
    /// each renewal, see ``LeaseWatch``.
    private static let definition = """
        CREATE TABLE jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            key TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            input TEXT NOT NULL,
            priority INTEGER NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            losses INTEGER NOT NULL DEFAULT 0,
            addedAt INTEGER NOT NULL,
            readyAt INTEGER NOT NULL,
            begunAt INTEGER,
            endedAt INTEGER,
            worker TEXT,
            leaseToken INTEGER,
            leasedUntil INTEGER,
            cancelling INTEGER NOT NULL DEFAULT 0,
            step TEXT,
            fraction REAL,
            failure TEXT,
            failureLog TEXT,
            failureIsFinal INTEGER,
            clips TEXT NOT NULL DEFAULT ''      -- ids, a space between them
        ) STRICT;
        CREATE INDEX ready ON jobs (priority DESC, readyAt, id) WHERE state = 'waiting';
        CREATE INDEX leased ON jobs (leasedUntil) WHERE state = 'running';
        CREATE INDEX states ON jobs (state, id);

        CREATE TABLE notices (
            digest BLOB NOT NULL PRIMARY KEY,   -- SHA-256 of the body
            event TEXT NOT NULL,
            jobId TEXT,
            body BLOB NOT NULL,
            receivedAt INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX received ON notices (receivedAt);

        CREATE TABLE standings (
            jobId TEXT NOT NULL PRIMARY KEY,
            report TEXT NOT NULL,
            percent INTEGER,
            reason TEXT,
            toldAt INTEGER NOT NULL
        ) STRICT;
        """

    /// What came to be after the first release of this version: columns that older programs neither read nor write, and that
    /// hold of their rows what these mean.
    private static let additions = ["resolved INTEGER NOT NULL DEFAULT 0"]

    /// Makes the tables where there are none, and what an older program's lack. Throws for a file of a later version.
    static func make(_ database: Database) throws {
        switch try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0 {
        case version: break
        case 0: try database.execute(sql: "\(definition) PRAGMA user_version = \(version)")
        case let other:
            throw DatabaseError(
                resultCode: .SQLITE_ERROR, message: "it was made by a later dailies (version \(other), not \(version))")
        }
        let known = try Set(database.columns(in: "jobs").map(\.name))
        for column in additions where !known.contains(String(column.prefix { $0 != " " })) {
            try database.execute(sql: "ALTER TABLE jobs ADD COLUMN \(column)")
        }
    }

    static let columns = """
        id, key, kind, input, priority, state, attempts, losses, addedAt, readyAt, begunAt, endedAt, cancelling, step,
        fraction, failure, failureLog, failureIsFinal, clips, resolved
        """

    /// A row as a job. What damage has made unreadable is an error of a damaged file.
    static func job(_ row: Row) throws -> QueuedJob {
        func value<T: DatabaseValueConvertible>(_ column: String) -> T? { T.fromDatabaseValue(row[column]) }
        func time(_ column: String) -> Date? {
            (value(column) as Int64?).map { Date(timeIntervalSince1970: Double($0) / 1000) }
        }
        guard let id: Int64 = value("id"), let key: String = value("key"),
            let kind = (value("kind") as String?).flatMap(JobOrder.Kind.init), let input: String = value("input"),
            let priority: Int = value("priority"),
            let state = (value("state") as String?).flatMap(QueuedJob.State.init),
            let attempts: Int = value("attempts"), let losses: Int = value("losses"), let addedAt = time("addedAt"),
            let readyAt = time("readyAt"), let clips: String = value("clips")
        else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        let failure = (value("failure") as String?).map {
            JobFailure($0, log: value("failureLog") ?? "", isFinal: value("failureIsFinal") ?? false)
        }
        let order = JobOrder(
            kind, input, key: key, priority: priority, isResolved: value("resolved") ?? false)
        return QueuedJob(
            id: JobID(id), order: order, state: state, attempts: attempts, losses: losses, addedAt: addedAt,
            readyAt: readyAt, begunAt: time("begunAt"), endedAt: time("endedAt"),
            isBeingCancelled: value("cancelling") ?? false,
            progress: (value("step") as String?).map { JobProgressNote(step: $0, fraction: value("fraction")) },
            failure: failure, clips: clips.split(separator: " ").map(String.init))
    }

    static func job(_ id: JobID, _ database: Database) throws -> QueuedJob? {
        try Row.fetchOne(database, sql: "SELECT \(columns) FROM jobs WHERE id = ?", arguments: [id.number]).map(job)
    }
}
