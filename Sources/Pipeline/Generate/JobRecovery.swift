internal import Foundation
package import Library

/// Finds the jobs that completed and whose clips are not in the library, and stores them.
///
/// It asks the provider for all completed jobs, and for each job on record that is not among them. It submits nothing.
package struct JobRecovery: Sendable {
    /// A hundred thousand jobs, at a hundred a page.
    private static let mostPages = 1000

    private let desk: JobDesk
    private let store: ClipStore
    private let delivery: ClipDelivery

    /// What became of a job.
    package struct Outcome: Sendable, Encodable {
        package enum State: String, Sendable, Encodable {
            case stored, alreadyStored
            /// Not finished yet.
            case running
            /// It failed at the provider, or its clip could not be stored; the error says what.
            case failed
            /// Its request was sent, and no answer is known.
            case unanswered
        }
        /// The provider's id; `nil` for a request without an answer.
        package let job: String?
        /// The ticket's key; `nil` for a job that was not submitted from here.
        package let key: String?
        package let model: String?
        package let state: State
        package var clips: [String] = []
        package var error: String?
    }

    package init(_ desk: JobDesk, store: ClipStore, delivery: ClipDelivery) {
        self.desk = desk
        self.store = store
        self.delivery = delivery
    }

    /// Recovers everything; `tell` hears of each outcome as it comes.
    package func run(tell: (Outcome) -> Void) async throws -> (outcomes: [Outcome], errors: [any Error]) {
        let (tickets, unreadable) = try desk.ledger.all()
        var errors: [any Error] = unreadable
        var outcomes: [Outcome] = []
        func end(_ outcome: Outcome) {
            outcomes.append(outcome)
            tell(outcome)
        }
        let stored = try storedJobs()
        var (listed, endless) = try await listed()
        if let endless { errors.append(endless) }
        let ours = tickets.filter { $0.provider == desk.provider.name && $0.server == desk.provider.server }
        let byJob = Dictionary(
            ours.compactMap { t in t.jobId.map { ($0, t) } }, uniquingKeysWith: { first, _ in first })
        for ticket in ours where ticket.jobId == nil {
            end(Outcome(job: nil, key: ticket.key, model: nil, state: .unanswered))
        }
        // Those on record that the list does not hold: not finished, or older than it goes.
        let known = Set(listed.map(\.id))
        for ticket in ours {
            guard let id = ticket.jobId, ticket.clips.isEmpty, stored[id] == nil, !known.contains(id) else { continue }
            do {
                let job = try await desk.look(at: id, ticket)
                if job.state == .running {
                    end(Outcome(job: id, key: ticket.key, model: job.model, state: .running))
                } else {
                    listed.append(job)
                }
            } catch let error as any ProviderFailure where !error.concernsTheAccount {
                errors.append(error)
                end(Outcome(job: id, key: ticket.key, model: nil, state: .failed, error: "\(error)"))
            }
        }
        for job in listed {
            let ticket = byJob[job.id]
            if let clip = stored[job.id], let ticket, ticket.clips.isEmpty {
                // A run that died between storing the clip and noting it.
                try desk.ledger.update(ticket) { $0.clips = [clip] }
            }
            if stored[job.id] != nil || ticket?.clips.isEmpty == false {
                delivery.discardFetched(job)
                let clips = ticket?.clips ?? stored[job.id].map { [$0] } ?? []
                end(Outcome(job: job.id, key: ticket?.key, model: job.model, state: .alreadyStored, clips: clips))
                continue
            }
            guard job.mayHoldClips else { continue }
            do {
                let clips = try await delivery.deliver(try JobDesk.completed(job), ticket)
                let ids = clips.map(\.sidecar.id.text)
                end(Outcome(job: job.id, key: ticket?.key, model: job.model, state: .stored, clips: ids))
            } catch let error as StopFlag.Stopped {
                throw error
            } catch {
                errors.append(error)
                end(Outcome(job: job.id, key: ticket?.key, model: job.model, state: .failed, error: "\(error)"))
            }
        }
        return (outcomes, errors)
    }

    /// All completed jobs that the provider lists, and an error where the list has no end.
    private func listed() async throws -> (jobs: [ProviderJob], error: GenerationError?) {
        var (jobs, seen, cursor): ([ProviderJob], Set<String>, String?) = ([], [], nil)
        var cursors: Set<String> = []
        repeat {
            let (provider, after) = (desk.provider, cursor)
            let page = try await desk.stop.interrupting { try await provider.completedJobs(after: after) }
            jobs += page.jobs.filter { seen.insert($0.id).inserted }
            // A list that leads back to where it was would never end, nor one that always leads on.
            cursor = page.next.flatMap { cursors.insert($0).inserted ? $0 : nil }
            guard cursors.count < Self.mostPages else { return (jobs, .endlessList(pages: Self.mostPages)) }
        } while cursor != nil
        return (jobs, nil)
    }

    /// The clips that are stored, or were and have been removed, by job.
    private func storedJobs() throws -> [String: String] {
        var clips = try store.removedJobs().mapValues(\.text)
        for id in try store.ids() {
            // A damaged sidecar is for `library verify` to tell of.
            guard let job = (try? store.sidecar(for: id))?.generation?.jobId else { continue }
            clips[job] = id.text
        }
        return clips
    }
}
