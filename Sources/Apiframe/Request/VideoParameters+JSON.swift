internal import JSON
internal import Timing

extension VideoParameters {
    /// Names of the API.
    private enum Name {
        static let duration = "duration"
        static let mode = "mode"
        static let aspectRatio = "aspect_ratio"
        static let generateAudio = "generate_audio"
        static let startImage = "start_image"
        static let endImage = "end_image"
        static let negativePrompt = "negative_prompt"
        static let multiPrompt = "multi_prompt"
        static let known = [
            duration, mode, aspectRatio, generateAudio, startImage, endImage, negativePrompt, multiPrompt,
        ]
    }

    /// Reads the parameters of a model. Only of Kling 3.0 do we know all modes and shapes; of another model
    /// an unknown one goes to ``other``.
    init(_ field: JSONField, isKling3: Bool) throws(RequestError) {
        guard case .object(let members) = field.value else { throw field.refused("an object is expected") }
        other = members.filter { !Name.known.contains($0.key) && $0.value != .null }
        if let given = try field.member(Name.duration) {
            let seconds = try given.seconds()
            guard seconds > .zero else { throw given.refused("a clip cannot last 0 seconds") }
            duration = seconds
        }
        if let given = try field.member(Name.mode) {
            mode = VideoMode(rawValue: try given.string())
            try keep(given, as: Name.mode, known: mode != nil, isKling3, VideoMode.allCases.map(\.rawValue))
        }
        if let given = try field.member(Name.aspectRatio) {
            aspectRatio = AspectRatio(rawValue: try given.string())
            try keep(
                given, as: Name.aspectRatio, known: aspectRatio != nil, isKling3, AspectRatio.allCases.map(\.rawValue))
        }
        generateAudio = try field.member(Name.generateAudio)?.bool()
        startImage = try field.member(Name.startImage)?.string()
        endImage = try field.member(Name.endImage)?.string()
        negativePrompt = try field.member(Name.negativePrompt)?.string()
        if let script = try field.member(Name.multiPrompt) {
            shots = try ScriptedShot.list(in: script)
        }
    }

    private mutating func keep(
        _ field: JSONField, as name: String, known: Bool, _ isKling3: Bool, _ choices: [String]
    ) throws(RequestError) {
        guard !known else { return }
        let text = try field.string()
        guard !isKling3 else {
            throw field.refused("'\(text)' is not one of \(choices.joined(separator: ", "))")
        }
        other[name] = .string(text)
    }

    /// The parameters as the API takes them from a request for `model`.
    func json(model: String) -> JSONValue {
        var members = other
        members[Name.duration] = duration.map(JSONValue.seconds) ?? members[Name.duration]
        members[Name.mode] = mode.map { .string($0.rawValue) } ?? members[Name.mode]
        members[Name.aspectRatio] = aspectRatio.map { .string($0.rawValue) } ?? members[Name.aspectRatio]
        members[Name.generateAudio] = generateAudio.map(JSONValue.bool)
        members[Name.startImage] = startImage.map(JSONValue.string)
        members[Name.endImage] = endImage.map(JSONValue.string)
        members[Name.negativePrompt] = negativePrompt.map(JSONValue.string)
        if !shots.isEmpty { members[Name.multiPrompt] = ScriptedShot.json(of: shots, clip: duration, model: model) }
        return .object(members)
    }
}
