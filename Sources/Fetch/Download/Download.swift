internal import Foundation

/// One file on its way: tries, pauses, and tries again from where it stopped.
///
/// A final class, used by one task.
final class Download {
    private var url: RemoteURL
    private let part: PartialFile
    private let settings: FetchSettings
    private let renewing: URLRenewal?
    private let progress: @Sendable (FetchProgress) -> Void
    private let backoff: Backoff
    /// Requests made.
    private var tries = 0
    /// Tries in a row that brought nothing new.
    private var fruitless = 0
    /// The most bytes that ever were here: to fetch the same ones again is nothing new.
    private var most: Int
    private var isRenewed = false
    private var absentSince: ContinuousClock.Instant?
    /// Bytes that came over the network.
    private var transferred = 0

    init(
        url: RemoteURL, part: PartialFile, settings: FetchSettings, renewing: URLRenewal?,
        progress: @escaping @Sendable (FetchProgress) -> Void
    ) {
        self.url = url
        self.part = part
        self.settings = settings
        self.renewing = renewing
        self.progress = progress
        most = part.count
        backoff = Backoff(first: settings.firstPause, longest: settings.longestPause)
    }

    /// Fetches until the file is whole. Throws ``FetchError``, ``POSIXFailure`` and `CancellationError`; what is here
    /// stays for the next time.
    func run() async throws -> FetchedFile {
        do {
            var reached = part.isWhole
            while true {
                if reached { return try await finish() }
                reached = try await next()
            }
        } catch {
            // Whatever it was: what has come is worth keeping.
            try? part.checkpoint()
            guard let failure = error as? FetchError else { throw error }
            throw FetchError(url: failure.url, problem: failure.problem, tries: max(1, tries))
        }
    }

    /// One try and what follows from it; whether the end was reached.
    private func next() async throws -> Bool {
        try Task.checkCancellation()
        tries += 1
        switch try await attempt() {
        case .reached: return true
        case .cut(let reason, let after):
            try await pause(because: reason, after: after)
        case .changed(let reason):
            // Asked for anew from the beginning, without a pause the first time: the server did nothing wrong.
            try part.forget()
            if fruitless == 0 { fruitless = 1 } else { try await pause(because: reason, after: nil) }
        case .gone(let head, let words): try await renew(after: head.status, words)
        }
        return false
    }

    private func attempt() async throws -> Attempt.Outcome {
        let attempt = Attempt(part: part, settings: settings, progress: progress)
        let offset = part.count
        do {
            let outcome = try await Exchange(settings: settings).get(url, from: offset, of: part.state.validator) {
                try await attempt.take($0, from: offset)
            }
            transferred += attempt.received
            return outcome
        } catch let error as FetchError {
            guard case .network(let reason) = error.problem else { throw error }
            return .cut(reason, after: nil)
        }
    }

    /// Checks the end and gives the file its name.
    private func finish() async throws -> FetchedFile {
        let fault: String
        switch try await blocking({ [path = PartialFile.path(for: part.target)] in try ContainerEnd(ofFileAt: path) }) {
        case .missing(let count): fault = "what the server calls the whole file ends \(count) bytes too early"
        case .unknown where !part.state.marksItsEnd: fault = "neither the server nor the file says where it ends"
        case .reached, .unknown:
            return try await blocking { [part] in try part.finish() }.transferring(transferred)
        }
        // Kept, it would be found whole again by the next call.
        try part.forget()
        throw FetchError(url: url.publicText, problem: .unusable(fault))
    }

    private func pause(because reason: String, after: Duration?) async throws {
        // A server that gives a byte and hangs up, or always the same ones, would keep us for ever.
        let worthwhile = part.state.total.map { max(1, min(1 << 16, $0 / 100)) } ?? 1 << 12
        fruitless = part.count - most >= worthwhile ? 0 : fruitless + 1
        most = max(most, part.count)
        guard fruitless <= settings.retries else { throw FetchError(url: url.publicText, problem: .network(reason)) }
        var length = backoff.pause(beforeRetry: max(1, fruitless))
        if let after { length = max(length, min(after, settings.longestRetryAfter)) }
        progress(
            FetchProgress(
                bytes: part.count, total: part.state.total, pause: "waiting \(length.inWords): \(reason.onOneLine)"))
        try await Task.sleep(for: length)
    }

    /// After an answer that the file is not there: asks whoever gave the URL for another, once, and is patient with a
    /// file that was only just promised.
    private func renew(after status: Int, _ words: String) async throws {
        let refusal = FetchError(url: url.publicText, problem: .refused(status: status, words))
        guard let renewing else { throw refusal }
        if !isRenewed {
            isRenewed = true
            if let fresh = try await renewing(), fresh != url {
                url = fresh
                return
            }
        }
        let now = ContinuousClock.now
        absentSince = absentSince ?? now
        guard status == 404, now - absentSince! < settings.absencePatience else { throw refusal }
        // Its own count: being absent for a while is expected.
        let length = min(backoff.bound(beforeRetry: 3), .seconds(5)) * Double.random(in: 0.5...1)
        progress(FetchProgress(bytes: part.count, total: part.state.total, pause: "not there yet, waiting"))
        try await Task.sleep(for: length)
    }
}
