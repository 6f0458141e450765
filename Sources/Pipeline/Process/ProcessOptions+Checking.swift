package import Apiframe
internal import Library

extension ProcessOptions {
    /// Throws for a preset that is missing or wrong: better before a clip is bought than after.
    package func check(for request: GenerationRequest) throws {
        var options = self
        options.request = request
        _ = try ResolvedRecipe(options, stored: nil)
    }

    /// What is asked, as a digest: the same for the same options, presets and request. Throws for a preset that is missing
    /// or wrong.
    package func digest() throws -> String {
        let recipe = try ResolvedRecipe(self, stored: nil).recorded
        let words = [group, variant, promptWriter].map { $0.map { "=\($0)" } ?? "" }
        let text = String(decoding: try CanonicalJSON.line(recipe), as: UTF8.self)
        return SHA256Hex(of: ([text] + words).joined(separator: "\u{0}")).text
    }
}
