package import Foundation
internal import GRDB

extension SQLiteQueue: NoticeInbox {
    package func accept(_ notices: [Notice]) async throws -> [Bool] {
        try await file.write { database in try notices.map { try accept($0, database) } }
    }

    private func accept(_ notice: Notice, _ database: Database) throws -> Bool {
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO notices (digest, event, jobId, body, receivedAt) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (digest) DO NOTHING
                """)
        // What is understood is kept as what follows from it. The body may hold a signed URL, which nobody asks for again.
        let body = notice.report == .unknown ? notice.body : Data()
        try insert.execute(arguments: [notice.digest, notice.event, notice.jobID, body, now()])
        guard database.changesCount == 1 else { return false }
        guard let id = notice.jobID else { return true }
        switch notice.report {
        case .completed:
            _ = try Self.add(notice.orders, now(), database)
            try note(id, "completed", nil, nil, database)
        case .failed(let reason): try note(id, "failed", nil, reason, database)
        case .progress(let percent): try note(id, "progress", percent, nil, database)
        case .unknown: break
        }
        return true
    }

    private func note(
        _ id: String, _ report: String, _ percent: Int?, _ reason: String?, _ database: Database
    ) throws {
        // A late word of progress does not undo the end, nor go back.
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO standings (jobId, report, percent, reason, toldAt) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (jobId) DO UPDATE SET report = excluded.report, percent = excluded.percent,
                    reason = excluded.reason, toldAt = excluded.toldAt
                WHERE excluded.report <> 'progress'
                    OR (standings.report = 'progress' AND ifnull(excluded.percent, -1) >= ifnull(standings.percent, -1))
                """)
        try statement.execute(arguments: [id, report, percent, reason, now()])
    }

    package func standing(of jobID: String) async throws -> JobStanding? {
        try await file.read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT report, percent, reason, toldAt FROM standings WHERE jobId = ?",
                arguments: [jobID])
            guard let row else { return nil }
            func value<T: DatabaseValueConvertible>(_ column: String) -> T? { T.fromDatabaseValue(row[column]) }
            let report: Notice.Report =
                switch value("report") as String? {
                case "completed": .completed
                case "failed": .failed(reason: value("reason"))
                case "progress": .progress(value("percent"))
                default: throw DatabaseError(resultCode: .SQLITE_CORRUPT)
                }
            let toldAt = (value("toldAt") as Int64?).map { Date(timeIntervalSince1970: Double($0) / 1000) }
            return JobStanding(report: report, toldAt: toldAt ?? .distantPast)
        }
    }

    package func drop(before date: Date) async throws -> Int {
        try await file.write { database in
            try database.execute(
                sql: "DELETE FROM notices WHERE receivedAt < ?",
                arguments: [Int64((date.timeIntervalSince1970 * 1000).rounded(.down))])
            return database.changesCount
        }
    }
}
