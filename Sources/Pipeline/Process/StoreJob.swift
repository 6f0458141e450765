internal import Conformance
internal import Foundation
internal import Library

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
        let content = try runner.run(.store) { try delivery.identity() }
        _ = try? store.sweep()
        for _ in 0..<ProcessJob.mostAttempts {
            if let stored = try runner.run(.store, { try store.stored(content, evenUnreadable: false) }) {
                if let labelled = try store.label(stored, options, runner) { return labelled }
            } else if let stored = try make(content) {
                return stored
            }
        }
        throw BusyClip(id: content.id)
    }

    /// `nil` where somebody else stored the clip meanwhile.
    private func make(_ content: Delivery.Identity) throws -> Processed? {
        let delivered = try look(at: delivery.file)
        let folder = ClipFolder(try runner.run(.store) { try store.newWork(for: content.id) })
        try folder.take(delivery, delivered.fileExtension, being: content, runner)
        // A source that is linked is the very file that was looked at.
        let clip = folder.isLinked ? delivered : try look(at: folder.source)
        let generation = Sidecar.Generation(options, stored: nil)
        let order = try options.request.map { try Order($0, from: .request, presets: options.presets) } ?? Order()
        let judgement = runner.conform { Judgement(of: clip.facts, against: order) }
        let sidecar = try runner.run(.sidecar) {
            let sidecar = Sidecar(
                id: content.id, tool: Sidecar.Tool(version: Version.text, ffmpeg: clip.ffmpeg),
                source: folder.source(of: delivery, stored: nil), generation: generation, group: options.group,
                variant: options.variant, media: clip.media, checks: judgement.checks.map(Sidecar.Check.init),
                verdict: Sidecar.Verdict(rawValue: judgement.verdict.rawValue)!, timings: runner.timings,
                recipe: .storedOnly)
            try SidecarFile.write(sidecar, in: folder.url)
            return sidecar
        }
        return try store.publish(folder, sidecar, as: .stored, over: nil, isForced: false, options, runner)
    }

    private func look(at file: URL) throws -> ClipSummary {
        try runner.run(.probe) {
            guard let probes = options.probes else { return try ClipSummary(probing: file.path) }
            do { return try probes.clip(file.path) } catch let failure as ProbeProcess.Failure {
                throw PipelineError(step: .probe, input: runner.input, cause: failure.cause, log: failure.log)
            }
        }
    }
}

extension Sidecar.Recipe {
    /// Nothing was asked for but to keep the clip.
    static var storedOnly: Sidecar.Recipe {
        Sidecar.Recipe(pipeline: "fetch", proxies: [], spec: nil, presetsDigest: SHA256Hex(of: ""))
    }
}
