package import JSON

extension Sidecar {
    /// How the clip was ordered.
    package struct Generation: Codable, Sendable, Equatable {
        /// The service, "apiframe".
        package var provider: String
        /// The service's id of the job; `nil` when only the request is known.
        @Nullable package var jobId: String?
        /// The model, "kling-3.0".
        @Redacted package var model: String?
        /// The prompt of the whole clip, without what in it may be secret.
        @Redacted package var prompt: String?
        /// Who wrote the prompt; `nil` where nobody was named.
        package var promptWriter: String?
        /// The model's parameters as they were sent, without what in them may be secret; their shape is the service's own.
        @Redacted package var params: [String: JSONValue]
        /// The shots that were asked for, in order; empty when none were.
        package var shots: [RequestedShot]
        /// What it costs.
        package var credits: Credits

        /// An order.
        package init(
            provider: String, jobId: String? = nil, model: String? = nil, prompt: String? = nil,
            promptWriter: String? = nil,
            params: [String: JSONValue] = [:], shots: [RequestedShot] = [], credits: Credits = Credits()
        ) {
            self.provider = provider
            self.jobId = jobId
            self.model = model
            self.prompt = prompt
            self.promptWriter = promptWriter
            self.params = params
            self.shots = shots
            self.credits = credits
        }
    }
}
