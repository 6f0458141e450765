package import JSON
internal import Timing

/// A request as people write it, in options or in the columns of a table; each part may be left out.
package struct RequestDraft: Sendable {
    /// "kling-3.0" unless told.
    package var model: String?
    package var prompt: String?
    /// "0:wide shot…": when the shot begins, in seconds, and what it shows.
    package var shots: [String] = []
    /// Seconds.
    package var duration: String?
    package var mode: String?
    package var aspect: String?
    package var sound: Bool?
    package var negativePrompt: String?
    package var startImage: String?
    package var endImage: String?
    package var webhook: String?
    /// The model's parameters, with or without their name around them: `{"veoParams": {…}}`. What is written
    /// beside goes before what stands in here.
    package var parameters: JSONValue?

    package static let defaultModel = "kling-3.0"

    package init() {}

    /// The request that is meant, complete and checked. Throws ``RequestError/field(path:reason:)``.
    package func request() throws(RequestError) -> GenerationRequest { try put(into: base()).completed() }

    /// `request` with what it leaves out as the draft has it.
    package func filling(_ request: GenerationRequest) throws(RequestError) -> GenerationRequest {
        var draft = self
        let given = request.parameters
        if request.prompt != nil || !given.shots.isEmpty { (draft.prompt, draft.shots) = (nil, []) }
        if given.duration != nil || !given.shots.isEmpty { draft.duration = nil }
        if given.mode != nil || given.other["mode"] != nil { draft.mode = nil }
        if given.aspectRatio != nil || given.other["aspect_ratio"] != nil { draft.aspect = nil }
        if given.generateAudio != nil { draft.sound = nil }
        if given.negativePrompt != nil { draft.negativePrompt = nil }
        if given.startImage != nil { draft.startImage = nil }
        if given.endImage != nil { draft.endImage = nil }
        if request.webhookUrl != nil { draft.webhook = nil }
        return try draft.put(into: request)
    }

    private func put(into base: GenerationRequest) throws(RequestError) -> GenerationRequest {
        var request = base
        if let prompt { request.prompt = prompt }
        if let duration {
            request.parameters.duration = try JSONField(path: "duration", value: .string(duration)).seconds()
        }
        try choose(mode, "mode", as: \.mode, in: &request)
        try choose(aspect, "aspect_ratio", as: \.aspectRatio, in: &request)
        if let sound { request.parameters.generateAudio = sound }
        if let negativePrompt { request.parameters.negativePrompt = negativePrompt }
        if let startImage { request.parameters.startImage = startImage }
        if let endImage { request.parameters.endImage = endImage }
        if !shots.isEmpty {
            request.parameters.shots = try shots.map { text throws(RequestError) in try ScriptedShot(typed: text) }
        }
        if let webhook {
            request.webhookUrl = webhook
            request.webhookEvents = ["completed", "failed"]
        }
        return request
    }

    /// The model and its parameters as ``parameters`` has them.
    private func base() throws(RequestError) -> GenerationRequest {
        guard let parameters else { return GenerationRequest(model: model ?? Self.defaultModel) }
        guard case .object(let members) = parameters else {
            throw .malformed("parameters are expected as an object, not as \(parameters.kind)")
        }
        var body = members
        if let model { body["model"] = .string(model) }
        let name = body["model"].flatMap { if case .string(let name) = $0 { name } else { nil } } ?? Self.defaultModel
        // Parameters alone: "veo-3" takes them as "veoParams", by the rule of the API.
        if !members.keys.contains(where: { $0.hasSuffix("Params") }), members["prompt"] == nil, members["model"] == nil
        {
            let family = name.prefix { $0.isLetter }
            body = ["\(family)Params": .object(members)]
        }
        return try GenerationRequest(.object(body), model: name)
    }

    /// Reads one of a few words; of another model than Kling 3.0 any word will do.
    private func choose<Choice: RawRepresentable<String> & CaseIterable>(
        _ word: String?, _ name: String, as place: WritableKeyPath<VideoParameters, Choice?>,
        in request: inout GenerationRequest
    ) throws(RequestError) {
        guard let word else { return }
        if let choice = Choice(rawValue: word) {
            request.parameters[keyPath: place] = choice
            request.parameters.other[name] = nil
        } else if request.isKling3 {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw .field(path: name, reason: "'\(word.prefix(40))' is not one of \(choices)")
        } else {
            request.parameters[keyPath: place] = nil
            request.parameters.other[name] = .string(word)
        }
    }
}

extension GenerationRequest {
    /// The length and the quality that the API takes when none is given; said, they cannot change under us.
    private static let usualSeconds = 5

    /// The request with everything said that decides the price, and checked against what the API takes.
    package func completed() throws(RequestError) -> GenerationRequest {
        var request = self
        if isKling3 {
            if request.parameters.duration == nil {
                let scripted = shots.last.flatMap { last in last.duration.flatMap { last.start.adding($0) } }
                request.parameters.duration = scripted ?? MediaTime(value: Self.usualSeconds, timescale: 1)
            }
            request.parameters.mode = request.parameters.mode ?? .pro
            // The API's sources disagree on the default.
            request.parameters.generateAudio = request.parameters.generateAudio ?? true
        }
        try request.check()
        return request
    }
}
