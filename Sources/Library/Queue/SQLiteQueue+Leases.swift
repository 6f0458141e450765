internal import Foundation
internal import GRDB

extension SQLiteQueue {
    package func take(for worker: QueueWorker) async throws -> JobLease? {
        // Asked without writing first: idle workers leave the disk alone.
        guard try await file.read({ try isWorthTaking($0) }) else { return nil }
        return try await file.write { database in
            try reclaim(database)
            try database.execute(
                sql: "UPDATE jobs SET readyAt = ? WHERE state = 'waiting' AND readyAt > ?",
                arguments: [now(), latestDue()])
            let ready = try Int64.fetchOne(
                database,
                sql: """
                    SELECT id FROM jobs WHERE state = 'waiting' AND readyAt <= ?
                    ORDER BY priority DESC, readyAt, id LIMIT 1
                    """, arguments: [now()])
            guard let ready else { return nil }
            let lease = LeaseWatch.Renewal(
                token: Int64.random(in: .min ... .max), leasedUntil: now() + policy.lease.milliseconds)
            try database.execute(
                sql: """
                    UPDATE jobs SET state = 'running', attempts = attempts + 1, begunAt = ?, worker = ?, leaseToken = ?,
                        leasedUntil = ?, step = NULL, fraction = NULL
                    WHERE id = ?
                    """,
                arguments: [now(), worker.name, lease.token, lease.leasedUntil, ready])
            leases.silence(of: ready, lease, at: clock.steady())
            return try QueueTable.job(JobID(ready), database).map { JobLease(job: $0, token: lease.token) }
        }
    }

    package func renew(_ lease: JobLease, progress: JobProgressNote?) async throws -> JobLease.Standing {
        try await file.write { database in
            guard try holds(lease, database) else { return .lost }
            // Never the same time again, however the clock is set: whoever watches sees that the lease was renewed.
            try database.execute(
                sql: "UPDATE jobs SET leasedUntil = max(?, leasedUntil + 1), step = ?, fraction = ? WHERE id = ?",
                arguments: [
                    now() + policy.lease.milliseconds, progress?.step, progress?.fraction, lease.job.id.number,
                ])
            return try QueueTable.job(lease.job.id, database)?.isBeingCancelled == true ? .isToBeCancelled : .held
        }
    }

    @discardableResult
    package func finish(_ lease: JobLease, clips: [String]) async throws -> Bool {
        try await file.write { database in
            guard try holds(lease, database) else { return false }
            // Nothing will ask for the URL again, so its secrets go.
            let order = lease.job.order
            let input = order.kind == .url ? SourceURL(order.input)?.text ?? "" : order.input
            try end(lease.job.id, "done", "clips = ?, input = ?", [clips.joined(separator: " "), input], database)
            return true
        }
    }

    @discardableResult
    package func fail(_ lease: JobLease, _ failure: JobFailure) async throws -> Bool {
        try await file.write { database in
            guard try holds(lease, database), let job = try QueueTable.job(lease.job.id, database) else { return false }
            let said = [failure.message, failure.log, failure.isFinal] as [any DatabaseValueConvertible]
            let note = "failure = ?, failureLog = ?, failureIsFinal = ?"
            if job.isBeingCancelled {
                try end(job.id, "cancelled", "cancelling = 0", [], database)
            } else if failure.isFinal || job.attempts >= policy.attempts {
                try end(job.id, "dead", note, said, database)
            } else {
                try wait(job.id, for: policy.pause(after: job.attempts), note, said, database)
            }
            return true
        }
    }

    @discardableResult
    package func handBack(_ lease: JobLease) async throws -> Bool {
        try await file.write { database in
            guard try holds(lease, database), let job = try QueueTable.job(lease.job.id, database) else { return false }
            if job.isBeingCancelled {
                try end(job.id, "cancelled", "cancelling = 0", [], database)
            } else {
                try wait(job.id, for: 0, "attempts = attempts - 1", [], database)
            }
            return true
        }
    }

    private func isWorthTaking(_ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'waiting' AND (readyAt <= ? OR readyAt > ?))",
            arguments: [now(), latestDue()]) ?? false || !lost(database).isEmpty
    }

    /// The running jobs whose workers have died or fallen silent, and which of the two.
    private func lost(_ database: Database) throws -> [(job: QueuedJob, words: String)] {
        // Looked at first: however long it takes to read the rows, no lease is thought to have been silent for longer.
        let seenAt = clock.steady()
        var gone: [String: Bool] = [:]
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT \(QueueTable.columns), worker, leaseToken, leasedUntil FROM jobs WHERE state = 'running'")
        leases.keepOnly(Set(rows.compactMap { Int64.fromDatabaseValue($0["id"]) }))
        return try rows.compactMap { row in
            let job = try QueueTable.job(row)
            let worker = String.fromDatabaseValue(row["worker"]) ?? ""
            let isGone = gone[worker] ?? QueueWorker.isGone(worker, library: root)
            gone[worker] = isGone
            let renewal = LeaseWatch.Renewal(
                token: Int64.fromDatabaseValue(row["leaseToken"]) ?? 0,
                leasedUntil: Int64.fromDatabaseValue(row["leasedUntil"]) ?? 0)
            let silence = leases.silence(of: job.id.number, renewal, at: seenAt)
            guard isGone || silence >= policy.lease.milliseconds else { return nil }
            return (job, isGone ? "its worker died" : "its worker fell silent")
        }
    }

    /// Takes jobs back from workers that have died or fallen silent.
    private func reclaim(_ database: Database) throws {
        for (job, words) in try lost(database) {
            let losses = job.losses + 1
            let note = "failure = ?, failureLog = '', failureIsFinal = 0, losses = ?, attempts = attempts - 1"
            if job.isBeingCancelled {
                try end(job.id, "cancelled", "cancelling = 0", [], database)
            } else if losses >= policy.losses {
                try end(job.id, "dead", note, ["\(words), for the \(losses)th time", losses], database)
            } else {
                // The first time it is nobody's fault; a job that brings machines down has to wait.
                let pause = losses > 1 ? policy.pause(after: losses - 1) : 0
                try wait(job.id, for: pause, note, [words, losses], database)
            }
        }
    }

    private func holds(_ lease: JobLease, _ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM jobs WHERE id = ? AND state = 'running' AND leaseToken = ?)",
            arguments: [lease.job.id.number, lease.token]) ?? false
    }

    private func end(
        _ id: JobID, _ state: String, _ note: String, _ values: [any DatabaseValueConvertible], _ database: Database
    ) throws {
        try leave(id, "state = ?, endedAt = ?, \(note)", [state, now()] + values, database)
    }

    private func wait(
        _ id: JobID, for pause: Int64, _ note: String, _ values: [any DatabaseValueConvertible], _ database: Database
    ) throws {
        try leave(id, "state = 'waiting', readyAt = ?, \(note)", [now() + pause] + values, database)
    }

    private func leave(
        _ id: JobID, _ changes: String, _ values: [any DatabaseValueConvertible], _ database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE jobs SET \(changes), worker = NULL, leaseToken = NULL, leasedUntil = NULL, step = NULL,
                    fraction = NULL
                WHERE id = ?
                """, arguments: StatementArguments(values + [id.number]))
    }
}
