package import Foundation
package import JSON

extension GenerationRequest {
    /// Names of the API.
    private enum Name {
        static let model = "model"
        static let prompt = "prompt"
        static let klingParams = "klingParams"
        static let webhookUrl = "webhookUrl"
        static let webhookEvents = "webhookEvents"
    }

    /// Reads the text of a body.
    package init(json: Data) throws(RequestError) {
        try self.init(JSONValue(parsing: json))
    }

    /// Reads a body, or the `input` of a job, which says the same but may be laid out flat. An input that does
    /// not name its model is given that of the job.
    package init(_ body: JSONValue, model jobModel: String? = nil) throws(RequestError) {
        let top = JSONField(path: "", value: body)
        guard case .object(let members) = body else {
            throw top.refused("an object is expected, not \(body.kind)")
        }
        let model: String
        if let given = try top.member(Name.model) {
            model = try given.string()
        } else if let jobModel {
            model = jobModel
        } else {
            throw top.refused("it has no model")
        }
        let kling3 = GenerationRequest.isKling3(model)
        let prompt = try top.member(Name.prompt)?.string()
        let webhookUrl = try top.member(Name.webhookUrl)?.string()
        var events: [String] = []
        for event in try top.member(Name.webhookEvents)?.elements() ?? [] { events.append(try event.string()) }

        let known = [Name.model, Name.prompt, Name.webhookUrl, Name.webhookEvents]
        var other = members.filter { !known.contains($0.key) && $0.value != .null }
        let family = try GenerationRequest.parametersName(in: top, members)
        let parameters: VideoParameters
        if let family, let given = try top.member(family) {
            parameters = try VideoParameters(given, isKling3: kling3)
            other[family] = nil
        } else {
            parameters = try VideoParameters(JSONField(path: "", value: .object(other)), isKling3: kling3)
            other = [:]
        }
        self.init(
            model: model, prompt: prompt, parameters: parameters, webhookUrl: webhookUrl, webhookEvents: events)
        self.other = other
        parametersName = family ?? Name.klingParams
    }

    /// "klingParams", or the one field that is called so for another family of models.
    private static func parametersName(
        in top: JSONField, _ members: [String: JSONValue]
    ) throws(RequestError) -> String? {
        if members[Name.klingParams] != nil { return Name.klingParams }
        let names = members.keys.filter { $0.hasSuffix("Params") }.sorted()
        guard names.count <= 1 else {
            throw top.refused("it has parameters for more than one model: \(names.joined(separator: ", "))")
        }
        return names.first
    }

    /// The body as the API takes it.
    package var json: JSONValue {
        var members = other
        members[Name.model] = .string(model)
        members[Name.prompt] = prompt.map(JSONValue.string)
        members[parametersName] = parameters.json(model: model)
        members[Name.webhookUrl] = webhookUrl.map(JSONValue.string)
        if !webhookEvents.isEmpty { members[Name.webhookEvents] = .array(webhookEvents.map(JSONValue.string)) }
        return .object(members)
    }
}

extension GenerationRequest: Codable {
    /// Reads a body.
    package init(from decoder: any Decoder) throws { try self.init(JSONValue(from: decoder)) }
    /// Writes the body as the API takes it.
    package func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
