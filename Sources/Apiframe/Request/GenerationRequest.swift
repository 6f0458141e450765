package import JSON

/// The body of `POST /v2/videos/generate`: what was asked for.
///
/// Reading is tolerant, because saved requests come from many hands and for many models: what we do not know is
/// kept aside and written back. What we do know has to have the right type, and a value that can be meant.
package struct GenerationRequest: Sendable, Equatable {
    /// Such as "kling-3.0".
    package var model: String
    /// What the clip has to show; `nil` where only shots are scripted.
    package var prompt: String?
    /// What the clip has to be: `klingParams`.
    package var parameters: VideoParameters
    /// Where the API reports to.
    package var webhookUrl: String?
    /// What it reports: "progress", "completed", "failed".
    package var webhookEvents: [String]
    /// Every other field of the body, as it came.
    package var other: [String: JSONValue] = [:]

    /// What the model's family calls its parameters in the body.
    var parametersName = "klingParams"

    /// A request to submit.
    package init(
        model: String = "kling-3.0", prompt: String? = nil, parameters: VideoParameters = VideoParameters(),
        webhookUrl: String? = nil, webhookEvents: [String] = []
    ) {
        self.model = model
        self.prompt = prompt
        self.parameters = parameters
        self.webhookUrl = webhookUrl
        self.webhookEvents = webhookEvents
    }

    /// The scripted shots, in order; empty where there is no script.
    package var shots: [ScriptedShot] { parameters.shots }

    /// Whether this is Kling 3.0 or one of its kin, whose modes and defaults we know.
    package var isKling3: Bool { GenerationRequest.isKling3(model) }

    static func isKling3(_ model: String) -> Bool { model == "kling-3.0" || model.hasPrefix("kling-3.0-") }
}
