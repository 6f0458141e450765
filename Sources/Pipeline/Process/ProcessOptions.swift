package import Apiframe
package import Foundation
package import Library

/// What a user asked of the main job. What is `nil` was not asked: a clip that is stored already keeps
/// what it was made with, and a new one takes the default.
package struct ProcessOptions: Sendable {
    /// The library's folder.
    package var library: URL
    package var presets: PresetLibrary
    /// A pipeline preset's name or file.
    package var pipeline: String?
    /// Names or files of proxy presets, in place of the pipeline's.
    package var proxies: [String]?
    /// A spec preset's name or file.
    package var spec: String?
    /// The body that ordered the clip.
    package var request: GenerationRequest?
    /// The job that made the clip.
    package var job: JobFacts?
    /// Who wrote the prompt, for the clip's metadata.
    package var promptWriter: String?
    /// The piece of work that the clip is a version of, and which version it is.
    package var group: String?
    package var variant: String?
    /// Whether a clip that is there is made again.
    package var force: Bool
    /// Who looks at a clip that is only stored; `nil` for this process.
    package var probes: ProbeProcess?
    /// Where several clips are worked on at once, those share it.
    package var gate = PassGate()

    package init(
        library: URL, presets: PresetLibrary, pipeline: String? = nil, proxies: [String]? = nil, spec: String? = nil,
        request: GenerationRequest? = nil, force: Bool = false, probes: ProbeProcess? = nil
    ) {
        self.library = library
        self.presets = presets
        self.pipeline = pipeline
        self.proxies = proxies
        self.spec = spec
        self.request = request
        self.force = force
        self.probes = probes
    }
}

/// What a sidecar keeps of a job, beside the request.
package struct JobFacts: Sendable, Equatable {
    package let provider: String
    package let id: String
    /// Credits that it was to cost, and that it cost; `nil` where they are not known.
    package let expectedCredits: Int?
    package let chargedCredits: Int?

    package init(provider: String, id: String, expectedCredits: Int? = nil, chargedCredits: Int? = nil) {
        self.provider = provider
        self.id = id
        self.expectedCredits = expectedCredits
        self.chargedCredits = chargedCredits
    }
}

/// What became of an input.
package struct Processed: Sendable {
    /// Whether there was anything to do.
    package enum State: String, Sendable, Codable {
        case processed
        /// The clip was stored; nothing was made from it.
        case stored
        /// The clip was stored with the same recipe before; nothing was done.
        case alreadyThere
    }

    package let state: State
    package let sidecar: Sidecar
    /// The clip's folder.
    package let folder: URL
    /// Where the time of its decode went; `nil` when it was not decoded now.
    package var passTiming: PassTiming?

    package init(state: State, sidecar: Sidecar, folder: URL) {
        (self.state, self.sidecar, self.folder) = (state, sidecar, folder)
    }
}
