package import Apiframe

extension ProcessOptions {
    /// Throws for a preset that is missing or wrong: better before a clip is bought than after.
    package func check(for request: GenerationRequest) throws {
        var options = self
        options.request = request
        _ = try ResolvedRecipe(options, stored: nil)
    }
}
