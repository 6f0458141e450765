internal import Foundation
internal import JSON
internal import Timing

extension ScriptedShot {
    /// Reads "5:close-up of the fox": when it begins, in seconds, and what it shows.
    init(typed text: String) throws(RequestError) {
        let example = "a shot is written as SECONDS:PROMPT, like \"5:close-up of the fox\", and not"
        guard let colon = text.firstIndex(of: ":") else {
            throw .field(path: "shot", reason: "\(example) '\(text.prefix(40))'")
        }
        let number = text[..<colon].trimmingCharacters(in: .whitespaces)
        let prompt = text[text.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
        guard !number.isEmpty, number.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
            let start = try? JSONField(path: "shot", value: .string(number)).seconds()
        else { throw .field(path: "shot", reason: "\(example) '\(text.prefix(40))'") }
        guard !prompt.isEmpty else { throw .field(path: "shot", reason: "the shot at \(number) s has no prompt") }
        self.init(start: start, prompt: prompt)
    }
}
