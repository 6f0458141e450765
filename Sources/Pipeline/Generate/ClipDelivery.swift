package import Fetch
internal import Foundation
internal import JSON
internal import Apiframe
package import Library

/// Brings a completed job's clips into the library: fetches, processes, and notes on the ticket what was stored.
package struct ClipDelivery: Sendable {
    /// A job among those that are delivered, and what it is shown as.
    package typealias Place = (index: Int, name: String)
    /// Runs blocking work, with progress and signals.
    package typealias Work =
        @Sendable (Place, _ body: @escaping @Sendable (StepRunner) throws -> Processed) async throws -> Processed
    /// Is told of a download.
    package typealias Progress = @Sendable (Place, FetchProgress) -> Void

    private let desk: JobDesk?
    private let ledger: JobLedger
    private let fetch: FetchJob
    private let options: ProcessOptions
    private let storesOnly: Bool
    private let stop: StopFlag
    private let progress: Progress
    private let work: Work

    /// Deliveries into the library of `options`, whose request and job come from each job. Without a `desk` nobody can
    /// be asked for a fresh URL. `storesOnly` leaves the processing for later.
    package init(
        _ desk: JobDesk?, fetch: FetchJob, options: ProcessOptions, storesOnly: Bool = false, stop: StopFlag,
        progress: @escaping Progress, work: @escaping Work
    ) {
        self.desk = desk
        ledger = JobLedger(library: options.library)
        self.fetch = fetch
        self.options = options
        self.storesOnly = storesOnly
        self.stop = stop
        self.progress = progress
        self.work = work
    }

    /// Delivers the clips of a job, the one at `index` of several. Those that are in the library are not fetched again.
    package func deliver(
        _ job: ProviderJob, _ ticket: JobTicket?, at index: Int = 0
    ) async throws -> [Processed] {
        let place = (index, job.id)
        let options = try options(for: job, ticket)
        let store = ClipStore(root: options.library)
        let here = try clips(of: job, ticket, in: store)
        var delivered: [Processed] = []
        if !here.isEmpty, here.allSatisfy(store.contains) {
            for id in here {
                let delivery = try Delivery(clip: id, in: options.library)
                delivered.append(try await take(delivery, place, options))
            }
            discardFetched(job)
        } else {
            for part in job.urls.indices { delivered.append(try await bring(part, of: job, place, options)) }
        }
        if let ticket {
            try ledger.update(ticket) {
                $0.clips = delivered.map(\.sidecar.id.text)
                $0.take(job)
            }
        }
        return delivered
    }

    /// Drops what was fetched of a job whose clips are in the library: a run that died after storing them left it.
    func discardFetched(_ job: ProviderJob) {
        for part in job.urls.indices { (try? remote(part, of: job)).map(fetch.discard) }
    }

    /// The clips of a job that are known to have come: by its ticket, else by the catalogue, for a job that was submitted
    /// from elsewhere. None where only some have.
    private func clips(of job: ProviderJob, _ ticket: JobTicket?, in store: ClipStore) throws -> [ClipID] {
        if let ticket, !ticket.clips.isEmpty { return try ticket.clips.map { try ClipID(validating: $0) } }
        let provider = provider(ticket)
        let known = try Catalogue(of: store).list().filter { $0.jobId == job.id && $0.provider == provider }
        return known.count == job.urls.count ? known.reversed().map(\.id) : []
    }

    /// Fetches the clip number `part` of a job, and takes it in.
    private func bring(
        _ part: Int, of job: ProviderJob, _ place: Place, _ options: ProcessOptions
    ) async throws -> Processed {
        let (desk, id) = (desk, job.id)
        var clip = try remote(part, of: job)
        if let desk {
            clip.renewing = {
                let fresh = try await desk.provider.job(id)
                guard let url = try JobDesk.completed(fresh).urls.dropFirst(part).first else { return nil }
                return try RemoteURL(url)
            }
        }
        let (fetch, progress, wanted) = (fetch, progress, clip)
        let arrival = try await stop.interrupting {
            try await fetch.run(wanted) { progress(place, $0) }
        }
        let processed = try await take(arrival.delivery, place, options)
        arrival.discard()
        return processed
    }

    private func remote(_ part: Int, of job: ProviderJob) throws -> RemoteClip {
        var clip = RemoteClip(url: try RemoteURL(job.urls[part]), jobID: job.id)
        clip.part = part
        return clip
    }

    private func take(_ delivery: Delivery, _ place: Place, _ options: ProcessOptions) async throws -> Processed {
        let storesOnly = storesOnly
        return try await work(place) { runner in
            storesOnly
                ? try StoreJob(options, runner, delivery).run() : try ProcessJob(options, runner, delivery).run()
        }
    }

    private func provider(_ ticket: JobTicket?) -> String { ticket?.provider ?? desk?.provider.name ?? "apiframe" }

    /// What is asked of the clip: as it was ordered, by our own record where there is one.
    private func options(for job: ProviderJob, _ ticket: JobTicket?) throws -> ProcessOptions {
        var options = options
        if options.request == nil {
            options.request = try ticket.map { try GenerationRequest($0.request) } ?? job.request
        }
        if options.group == nil {
            (options.group, options.variant) = (ticket?.group, options.variant ?? ticket?.variant)
        }
        let expected =
            try ticket?.expectedCredits ?? options.request.flatMap { try options.presets.prices().credits(for: $0) }
        options.job = JobFacts(
            provider: provider(ticket), id: job.id, expectedCredits: expected,
            chargedCredits: job.credits ?? ticket?.chargedCredits)
        return options
    }
}
