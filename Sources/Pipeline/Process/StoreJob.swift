internal import Conformance
internal import Foundation
internal import Library
internal import Media

/// Stores a delivered clip without decoding it: source and sidecar, and nothing made from them. Processing it later
/// needs no network, and makes the same clip whole.
///
/// It blocks; call it on a codec thread.
package struct StoreJob {
    private let options: ProcessOptions
    private let runner: StepRunner
    private let delivery: Delivery
    private let store: ClipStore

    package init(_ options: ProcessOptions, _ runner: StepRunner, _ delivery: Delivery) {
        self.options = options
        self.runner = runner
        self.delivery = delivery
        store = ClipStore(root: options.library)
    }

    /// Makes the file a clip of the library.
    package func run() throws -> Processed {
        let id = try runner.run(.store) { try delivery.id() }
        _ = try? store.sweep()
        if store.contains(id), let stored = try? store.sidecar(for: id) {
            return Processed(state: .alreadyThere, sidecar: stored, folder: store.folder(of: id))
        }
        let delivered = try runner.run(.probe) { try ClipProbe(delivery.file.path) }
        let folder = ClipFolder(try runner.run(.store) { try store.newWork(for: id) })
        let clip = try folder.take(delivery, delivered.fileExtension, as: id, runner)
        let generation = Sidecar.Generation(options, stored: nil)
        let order = try options.request.map { try Order($0, from: .request, presets: options.presets) } ?? Order()
        let judgement = runner.conform { Judgement(of: Facts(clip, nil), against: order) }
        let sidecar = try runner.run(.sidecar) {
            let sidecar = Sidecar(
                id: id, tool: Sidecar.Tool(version: Version.text, ffmpeg: try FFmpegVersion.text),
                source: folder.source(of: delivery, stored: nil), generation: generation, media: Sidecar.Media(clip),
                checks: judgement.checks.map(Sidecar.Check.init),
                verdict: Sidecar.Verdict(rawValue: judgement.verdict.rawValue)!, timings: runner.timings,
                recipe: .storedOnly)
            try SidecarFile.write(sidecar, in: folder.url)
            return sidecar
        }
        return try store.publish(folder, sidecar, as: .stored, replacing: false, runner)
    }
}

extension Sidecar.Recipe {
    /// Nothing was asked for but to keep the clip.
    static var storedOnly: Sidecar.Recipe {
        Sidecar.Recipe(pipeline: "fetch", proxies: [], spec: nil, presetsDigest: SHA256Hex(of: ""))
    }
}
