/// `clip.json`: the truth about one stored clip. The catalogue and every page can be made again from it.
package struct Sidecar: Codable, Sendable, Equatable {
    /// The version of the format that this program writes, and the newest that it reads.
    package static let currentSchemaVersion = 1

    /// The version of the format; see ``currentSchemaVersion``.
    package var schemaVersion: Int = currentSchemaVersion
    /// The clip's id, and the name of its folder.
    package var id: ClipID
    /// What made this sidecar.
    package var tool: Tool
    /// What was delivered.
    package var source: Source
    /// How the clip was ordered; `nil` for a file of unknown origin.
    @Nullable package var generation: Generation?
    /// The piece of work that the clip is a version of; `nil` for a clip on its own.
    @Nullable package var group: String?
    /// Which version it is: a language, an aspect, a take.
    @Nullable package var variant: String?
    /// What the file is, from its headers.
    package var media: Media
    /// What the decoded pictures and samples showed; `nil` when the clip was only fetched.
    @Nullable package var analysis: Analysis?
    /// What was ordered compared with what came.
    package var checks: [Check]
    /// The worst of the checks.
    package var verdict: Verdict
    /// The shots, which tile the clip without gap or overlap.
    package var shots: [Shot]
    /// Every file written beside the source and this sidecar, and every one that should have been; ``files`` are those that
    /// are there.
    package var outputs: [Output]
    /// Seconds by step.
    package var timings: Timings
    /// What was asked for, so that the same request again is recognised.
    package var recipe: Recipe

    /// A sidecar of the current version.
    package init(
        id: ClipID, tool: Tool, source: Source, generation: Generation? = nil, group: String? = nil,
        variant: String? = nil, media: Media, analysis: Analysis? = nil, checks: [Check] = [], verdict: Verdict,
        shots: [Shot] = [],
        outputs: [Output] = [], timings: Timings = [:], recipe: Recipe
    ) {
        self.id = id
        self.tool = tool
        self.source = source
        self.generation = generation
        self.group = group
        self.variant = variant
        self.media = media
        self.analysis = analysis
        self.checks = checks
        self.verdict = verdict
        self.shots = shots
        self.outputs = outputs
        self.timings = timings
        self.recipe = recipe
    }
}

extension Sidecar {
    /// The outputs that were made.
    package var files: [Output] { outputs.filter { $0.failure == nil } }

    /// The outputs that could not be made.
    package var failedOutputs: [Output] { outputs.filter { $0.failure != nil } }

    /// Whether anything that was to be made of the clip was not, or lacks something.
    package var isIncomplete: Bool {
        !failedOutputs.isEmpty || checks.contains { $0.id == Self.completeness && $0.status != .pass }
    }

    /// The check of what was made.
    private static let completeness = "outputs.complete"
}
