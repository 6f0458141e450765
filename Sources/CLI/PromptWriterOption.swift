internal import ArgumentParser
internal import Foundation

/// Who wrote a clip's prompt, which its metadata names.
struct PromptWriterOption: ParsableArguments {
    @Option(
        help: "Who wrote the prompt, for the clip's metadata (IPTC); else DAILIES_PROMPT_WRITER, else nobody is named.")
    var promptWriter: String?

    var name: String? {
        let name = promptWriter ?? ProcessInfo.processInfo.environment["DAILIES_PROMPT_WRITER"]
        return name?.isEmpty == false ? name : nil
    }
}
