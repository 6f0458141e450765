package import Foundation
internal import GRDB

/// A queue in a library's folder, `queue.sqlite`, for any number of processes of one machine.
package struct SQLiteQueue: JobQueue {
    let root: URL
    let file: QueueFile
    let policy: QueuePolicy
    let clock: QueueClock
    let leases = LeaseWatch()

    /// Opens the queue of the library in `root`, or makes it. Throws ``LibraryError``, as all its calls do.
    package init(library root: URL, policy: QueuePolicy = QueuePolicy(), clock: QueueClock = .system) throws {
        self.root = root
        self.policy = policy
        self.clock = clock
        file = try QueueFile(library: root)
    }

    /// Milliseconds since 1970, by the wall clock.
    func now() -> Int64 { clock.wall() }

    /// The latest time that a pause can lead to. What is due later was written by a clock that was ahead, and is due now.
    func latestDue() -> Int64 {
        let (time, overflow) = now().addingReportingOverflow(policy.longestPause.milliseconds)
        return overflow ? .max : time
    }

    @discardableResult
    package func add(_ orders: [JobOrder]) async throws -> [QueuedJob] {
        try await file.write { database in try Self.add(orders, now(), database) }
    }

    static func add(_ orders: [JobOrder], _ now: Int64, _ database: Database) throws -> [QueuedJob] {
        let known = try database.cachedStatement(sql: "SELECT \(QueueTable.columns) FROM jobs WHERE key = ?")
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO jobs (key, kind, input, priority, resolved, state, addedAt, readyAt)
                VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?)
                """)
        return try orders.map { order in
            if let row = try Row.fetchOne(known, arguments: [order.key]) { return try QueueTable.job(row) }
            try insert.execute(arguments: [
                order.key, order.kind.rawValue, order.input, order.priority, order.isResolved, now, now,
            ])
            guard let job = try QueueTable.job(JobID(database.lastInsertedRowID), database) else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT)
            }
            return job
        }
    }

    package func job(_ id: JobID) async throws -> QueuedJob? { try await file.read { try QueueTable.job(id, $0) } }

    package func jobs(
        in states: Set<QueuedJob.State>, limit: Int, before: JobID?
    ) async throws -> [QueuedJob] {
        try await file.read { database in
            let names = states.map(\.rawValue)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT \(QueueTable.columns) FROM jobs
                    WHERE state IN (\(names.map { _ in "?" }.joined(separator: ", "))) AND id < ?
                    ORDER BY id DESC LIMIT ?
                    """,
                arguments: StatementArguments(names) + [before?.number ?? Int64.max, max(0, limit)])
            return try rows.map(QueueTable.job)
        }
    }

    package func census() async throws -> QueueCensus {
        try await file.read { database in
            var counts: [QueuedJob.State: Int] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT state, count(*) AS n FROM jobs GROUP BY state") {
                guard let state = String.fromDatabaseValue(row["state"]).flatMap(QueuedJob.State.init) else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT)
                }
                counts[state] = Int.fromDatabaseValue(row["n"]) ?? 0
            }
            let first = try Int64.fetchOne(database, sql: "SELECT min(readyAt) FROM jobs WHERE state = 'waiting'")
            let wait = first.map { $0 > latestDue() ? 0 : Double(now() - $0) / 1000 }
            return QueueCensus(
                counts: counts, longestWait: wait.flatMap { $0 >= 0 ? $0 : nil }, nextReady: wait.map { max(0, -$0) })
        }
    }

    package func cancel(_ id: JobID) async throws -> QueuedJob? {
        try await file.write { database in
            try database.execute(
                sql: "UPDATE jobs SET state = 'cancelled', endedAt = ? WHERE id = ? AND state = 'waiting'",
                arguments: [now(), id.number])
            try database.execute(
                sql: "UPDATE jobs SET cancelling = 1 WHERE id = ? AND state = 'running'", arguments: [id.number])
            return try QueueTable.job(id, database)
        }
    }

    package func retry(_ id: JobID) async throws -> QueuedJob? {
        try await file.write { database in
            try database.execute(
                sql: """
                    UPDATE jobs SET state = 'waiting', attempts = 0, losses = 0, readyAt = ?, endedAt = NULL, cancelling = 0
                    WHERE id = ? AND state IN ('dead', 'cancelled')
                    """, arguments: [now(), id.number])
            return try QueueTable.job(id, database)
        }
    }
}
