internal import Apiframe
internal import JSON
internal import Library

extension Sidecar.Generation {
    /// How a clip was ordered, from the body of its request.
    init(_ request: GenerationRequest) {
        var params: [String: JSONValue] = [:]
        if case .object(let body) = request.json {
            // The model's own object, "klingParams"; the envelope's other fields have keys of their own.
            for (name, value) in body where name.hasSuffix("Params") {
                if case .object(let inner) = value { params = inner }
            }
        }
        self.init(
            provider: "apiframe", model: request.model, prompt: request.prompt, params: params,
            shots: request.shots.map { Sidecar.RequestedShot(start: $0.start, prompt: $0.prompt) })
    }
}

extension Sidecar.Generation {
    /// How a clip was ordered, as far as it is asked or was stored; `nil` where nothing is known.
    init?(_ options: ProcessOptions, stored: Sidecar.Generation?) {
        guard var generation = options.request.map(Sidecar.Generation.init) ?? stored ?? options.job.map(Self.init)
        else { return nil }
        generation.promptWriter = options.promptWriter ?? stored?.promptWriter
        if let job = options.job {
            generation.provider = job.provider
            generation.jobId = job.id
            generation.credits = Sidecar.Credits(expected: job.expectedCredits, charged: job.chargedCredits)
        }
        self = generation
    }

    private init(_ job: JobFacts) { self.init(provider: job.provider, jobId: job.id) }
}

extension GenerationRequest {
    /// The request that a stored clip was ordered with.
    init(stored generation: Sidecar.Generation) throws {
        var body = generation.params
        body["prompt"] = generation.prompt.map(JSONValue.string)
        try self.init(.object(body), model: generation.model)
    }
}

extension Sidecar.Shot {
    /// What each found shot was asked to show: by number where as many were found as were asked, else the
    /// scripted shot that runs in its middle.
    static func prompts(for shots: [Sidecar.Shot], scripted: [Sidecar.RequestedShot]) -> [String?] {
        if shots.count == scripted.count { return scripted.map(\.prompt) }
        return shots.map { shot in
            let middle = (shot.start.seconds + shot.end.seconds) / 2
            return scripted.last { $0.start.seconds <= middle }?.prompt
        }
    }
}
