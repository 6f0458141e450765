internal import Apiframe
public import Foundation
internal import Pipeline

/// What is to be made of a clip, and what was ordered. What is `nil` takes the preset's default; a clip that is stored
/// already keeps what it was made with.
public struct ProcessingOptions: Sendable {
    /// The spec preset that it is judged against, by name or path: "uhd-60".
    public var spec: String?
    /// The JSON body that ordered the clip. It goes before a spec where both speak of the same.
    public var request: Data?
    /// The pipeline preset, by name or path: which files are made.
    public var pipeline: String?
    /// Proxy presets by name or path, in place of the pipeline's: `["720p", "resolve"]`.
    public var proxies: [String]?
    /// The piece of work that the clip is a version of.
    public var group: String?
    /// Which version of it: a language, an aspect, a take.
    public var variant: String?
    /// A folder with presets of one's own, which go before those that are built in.
    public var presets: URL?
    /// Whether a clip that is there is made again.
    public var force = false

    /// Everything as the presets have it.
    public init() {}

    /// Throws ``ClipError`` for a preset that is missing or wrong.
    func resolved(_ library: URL, _ request: GenerationRequest?) throws -> ProcessOptions {
        try ClipError.wrapping {
            var options = ProcessOptions(
                library: library, presets: try PresetLibrary(folder: presets?.path), pipeline: pipeline,
                proxies: proxies, spec: spec, request: request, force: force)
            options.group = group
            options.variant = variant
            return options
        }
    }
}
