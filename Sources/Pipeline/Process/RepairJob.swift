package import Foundation
package import JSON
package import Library

/// Makes again what is missing or damaged of a stored clip, from its source and by its own recipe.
///
/// The source is never touched, and what the sidecar does not list is moved to the trash rather than lost. It blocks; call it
/// on a codec thread.
package struct RepairJob {
    private let options: ProcessOptions
    private let runner: StepRunner
    private let store: ClipStore
    private let schema: JSONSchema?

    /// Why a clip cannot be repaired from here.
    package struct Impossible: Error, CustomStringConvertible {
        package let description: String
    }

    /// The runner's input is the clip's id.
    package init(library: URL, presets: PresetLibrary, schema: JSONSchema?, _ runner: StepRunner) {
        options = ProcessOptions(library: library, presets: presets, force: true)
        self.runner = runner
        self.schema = schema
        store = ClipStore(root: library)
    }

    /// Repairs a clip in which these things were found, and gives what is found afterwards. Throws ``Impossible``, or what
    /// the main job throws; the clip is then as it was, but for files that it did not list.
    package func run(_ id: ClipID, _ findings: [ClipFinding]) throws -> [ClipFinding] {
        for case .unreadableSidecar(let reason) in findings {
            throw Impossible(
                description: "its order and its recipe are lost with the sidecar (\(reason)); the source is as it was")
        }
        for case .foreignSidecar(let other) in findings {
            throw Impossible(description: "the folder holds the sidecar of \(other); one of the two has a wrong name")
        }
        let sidecar = try store.sidecar(for: id)
        if let damage = findings.first(where: { $0.file == sidecar.source.file }) {
            throw Impossible(description: "\(damage): nothing can be made again without what was delivered")
        }
        let strays = findings.compactMap { if case .stray(let file) = $0 { file } else { nil } }
        if !strays.isEmpty { try store.setAsideStrays(of: id) }
        if findings.count > strays.count {
            if sidecar.recipe == .storedOnly {
                // Nothing was made of it, so what is wrong is how the sidecar says things; unless it was meanwhile.
                try store.update(id, always: true) { if $0.recipe == .storedOnly { $0.outputs = [] } }
                try? Catalogue(of: store).refresh(id)
            } else {
                _ = try ProcessJob(options, runner).run()
            }
        }
        return try store.verify(id, against: schema)
    }
}

extension JSONSchema {
    /// The schema of sidecars, which is built in.
    package static func ofSidecars() throws -> JSONSchema {
        guard let text = PresetLibrary.schema("clip") else {
            throw Unusable(description: "there is no schema of clips")
        }
        return try JSONSchema(CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8)))
    }
}
