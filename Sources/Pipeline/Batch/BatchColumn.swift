internal import Apiframe
internal import Foundation

/// The columns of a batch in CSV.
enum BatchColumn: String, CaseIterable {
    case model, prompt, shots, duration, mode, aspect, audio
    case negativePrompt = "negative_prompt"
    case startImage = "start_image"
    case endImage = "end_image"

    /// Reads a name at the top of a column; the API's own names will do too.
    init?(named name: String) {
        let plain = name.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        let others: [String: BatchColumn] = [
            "aspect_ratio": .aspect, "generate_audio": .audio, "shot": .shots, "multi_prompt": .shots,
        ]
        guard let column = BatchColumn(rawValue: plain) ?? others[plain] else { return nil }
        self = column
    }

    /// Puts a cell that is not empty into a draft.
    func put(_ cell: String, into draft: inout RequestDraft) throws(RequestError) {
        let text = cell.trimmingCharacters(in: .whitespacesAndNewlines)
        switch self {
        case .model: draft.model = text
        case .prompt: draft.prompt = text
        // "0:wide shot | 5:close-up".
        case .shots: draft.shots = text.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        case .duration: draft.duration = text
        case .mode: draft.mode = text
        case .aspect: draft.aspect = text
        case .audio:
            switch text.lowercased() {
            case "true", "yes", "1", "on": draft.sound = true
            case "false", "no", "0", "off": draft.sound = false
            default: throw .field(path: "audio", reason: "yes or no is expected, not '\(text.prefix(40))'")
            }
        case .negativePrompt: draft.negativePrompt = text
        case .startImage: draft.startImage = text
        case .endImage: draft.endImage = text
        }
    }
}
