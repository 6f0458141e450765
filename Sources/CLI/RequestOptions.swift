internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import JSON

/// What is to be generated.
struct RequestOptions: ParsableArguments {
    @Option(help: "What the clip shows; at most 4000 characters.") var prompt: String?
    @Option(
        help: """
            A scripted shot, "SECONDS:PROMPT"; repeated for each, at most six, each at least 1 s long, the first \
            from 0.
            """)
    var shot: [String] = []
    @Option(help: "The model; kling-3.0 unless told.") var model: String?
    @Option(help: "standard (720p), pro (1080p, unless told) or 4k.") var mode: String?
    @Option(help: "Whole seconds, 3 to 15; 5 unless told.") var duration: String?
    @Option(help: "16:9, 9:16 or 1:1.") var aspect: String?
    @Flag(inversion: .prefixedNo, help: "Whether sound is generated, which costs more; it is unless told.")
    var audio: Bool?
    @Option(help: "What must not be seen; at most 2500 characters.") var negativePrompt: String?
    @Option(help: "The URL of the picture that the clip begins with.") var startImage: String?
    @Option(help: "The URL of the picture that the clip ends with.") var endImage: String?
    @Option(
        help: """
            A JSON file with the model's parameters, for models and parameters that have no option here; options go \
            before it.
            """, completion: .file())
    var params: String?
    @Option(help: "Where the API reports that the job ended.") var webhook: String?

    /// The request as it is written, not completed yet.
    func draft() throws -> RequestDraft {
        var draft = RequestDraft()
        (draft.model, draft.prompt, draft.shots) = (model, prompt, shot)
        (draft.mode, draft.duration, draft.aspect, draft.sound) = (mode, duration, aspect, audio)
        (draft.negativePrompt, draft.startImage, draft.endImage) = (negativePrompt, startImage, endImage)
        draft.webhook = webhook
        if let params {
            do throws(RequestError) {
                draft.parameters = try JSONValue(parsing: try GenerationRequest.read(params))
            } catch {
                if case .unreadable = error { throw error }
                throw RequestError.inFile(params, error)
            }
        }
        return draft
    }
}
