internal import ArgumentParser
internal import Pipeline

/// Which version of which piece of work a clip is: a language, an aspect, a take.
struct VersionOptions: ParsableArguments {
    @Option(help: "The piece of work that the clips are versions of.") var group: String?
    @Option(help: "Which version they are: 'German', '9:16', 'take 2'.") var variant: String?

    private static let longest = 200

    func validate() throws {
        for (name, text) in [("group", group), ("variant", variant)] {
            guard let text else { continue }
            let isWritten = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            guard isWritten, text.contains(where: { !$0.isWhitespace }), text.count <= Self.longest else {
                throw ValidationError("--\(name) takes a name of at most \(Self.longest) characters on one line.")
            }
        }
    }

    /// Adds what was said to what is asked of a clip.
    func label(_ options: inout ProcessOptions) { (options.group, options.variant) = (group, variant) }
}
