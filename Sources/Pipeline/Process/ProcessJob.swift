internal import Analysis
internal import Conformance
internal import Foundation
internal import Library
internal import Logging
internal import Media
internal import Render
internal import Timing

/// The main job on one file: store, probe, the one pass, thumbnails, split, conform, sidecar, publish, in
/// this order.
///
/// The clip may have cost money and may not come again. Once the file is known to be one, only a disk that cannot be written
/// keeps it from being stored: each output may fail by itself, and is then listed with why.
///
/// It blocks; call it on a codec thread.
package struct ProcessJob {
    private let options: ProcessOptions
    private let runner: StepRunner
    private let delivery: Delivery
    private let store: ClipStore

    /// The job of processing what was delivered; without a delivery, the file or stored clip that the input names.
    package init(_ options: ProcessOptions, _ runner: StepRunner, _ delivery: Delivery? = nil) {
        self.options = options
        self.runner = runner
        self.delivery = delivery ?? Delivery(named: runner.input, in: options.library)
        store = ClipStore(root: options.library)
    }

    /// How often a clip is looked at that others change each time before what follows from it is done.
    static let mostAttempts = 4

    /// Makes the file a clip of the library.
    package func run() throws -> Processed {
        let content = try runner.run(.store) { try delivery.identity() }
        // Also where nothing is to be done: a run that died while it made this clip again left its work. Where the
        // disk cannot be written, making a clip says so.
        _ = try? store.sweep()
        var isForced = options.force
        for _ in 0..<Self.mostAttempts {
            let stored = try runner.run(.store) { try store.stored(content, evenUnreadable: options.force) }
            let recipe = try runner.run(.store) { try ResolvedRecipe(options, stored: stored) }
            // What could not be made last time may be made now, by another program or with more memory.
            if let stored, !isForced, stored.recipe == recipe.recorded, stored.failedOutputs.isEmpty {
                if let labelled = try store.label(stored, options, runner) { return labelled }
            } else if let processed = try make(content, recipe, stored) {
                return processed
            }
            // A neighbour made the clip meanwhile. If that was by the recipe that is asked for here, it has been made again.
            isForced = false
        }
        throw BusyClip(id: content.id)
    }

    private func make(
        _ content: Delivery.Identity, _ recipe: ResolvedRecipe, _ stored: Sidecar?
    ) throws -> Processed? {
        // Before a folder is made: what is no clip leaves nothing behind.
        let delivered = try runner.run(.probe) {
            do { return try FirstLook(delivery.file.relativePath) } catch let error as InputError where delivery.isCopy
            {
                // The user knows nothing of where the copy lies.
                throw InputError(path: runner.input, problem: error.problem)
            }
        }
        let libraryExisted = FileManager.default.fileExists(atPath: options.library.path)
        do {
            return try make(content, of: delivered, recipe, stored)
        } catch {
            if !libraryExisted { removeEmptyLibrary() }
            throw error
        }
    }

    private func make(
        _ content: Delivery.Identity, of delivered: FirstLook, _ recipe: ResolvedRecipe, _ stored: Sidecar?
    ) throws -> Processed? {
        let id = content.id
        let folder = ClipFolder(
            try runner.run(.store) { try store.newWork(for: id) })
        try folder.take(delivery, delivered.container.fileExtension, being: content, runner)
        let clip = try runner.run(.probe) { try ClipProbe(folder.source.path, knowing: delivered.known) }
        let decoded: (report: PassReport, consumers: PictureConsumers)
        do { decoded = try decode(clip, recipe, folder) } catch let error as PipelineError {
            if Failure.keepsFromStoring(error) || error.cause is InputError { throw error }
            try folder.giveUp(recipe, because: error)
            return try publish(folder, clip, nil, shots: [], losses: [], recipe, delivery, id, over: stored)
        }
        let (pass, consumers) = decoded
        let shots = pass.shots?.shots ?? []
        try runner.run(.thumbnails) {
            let step = ThumbnailStep(
                clip: clip, pass: pass, consumers: consumers, shots: shots, sizes: recipe.pipeline.thumbnails,
                previews: recipe.pipeline.report ? ClipPage.mostStills : 0)
            try step.write(into: try folder.subfolder(ClipFolder.thumbs)) { kind, file, make in
                try folder.attempt(kind, "\(ClipFolder.thumbs)/\(file)") { try folder.record(try make()) }
            }
            try folder.removeSpool()
        }
        var found = shots.enumerated().map { Sidecar.Shot($1, index: $0 + 1, times: pass.times) }
        let prompts = Sidecar.Shot.prompts(for: found, scripted: recipe.generation?.shots ?? [])
        for (index, prompt) in prompts.enumerated() { found[index].prompt = prompt }
        let title = (delivery.originalName as NSString).deletingPathExtension
        let marks = clip.generationMarks(recipe.generation)
        try runner.run(.pass) {
            try folder.finish(recipe.proxies, pass) { proxy in
                try ProxyLabel(clip, title: title, shots: found, marks: marks, timecode: proxy.timecode)
            }
        }
        var losses: [String] = []
        if let split = recipe.pipeline.split {
            let requests = found.map {
                ShotRequest($0, among: found.count, of: title, timecode: clip.timecode, marks: marks)
            }
            do {
                let pieces = try ClipWork(runner).split(
                    clip, pass.times, isDamaged: pass.isDamaged, requests, split.method, split.verification,
                    into: try folder.subfolder(ClipFolder.shots))
                found = zip(found, pieces).map { $0.cut($1, in: ClipFolder.shots) }
                for (shot, piece) in zip(found, pieces) { try folder.record(shot, piece, of: clip) }
                losses = pieces.filter { $0.failure == nil }.compactMap(\.loss)
            } catch {
                // The pipeline's own method may be one that cannot be exact here; that is the user's to know.
                if Failure.keepsFromStoring(error) || Failure.kind(of: error) == .usage { throw error }
                for request in requests { folder.fail(.shot, "\(ClipFolder.shots)/\(request.name).mp4", error) }
            }
        }
        let place = store.folder(of: id).appending(path: folder.sourceName)
        try runner.run(.sidecar) {
            try folder.writeTables(
                recipe.pipeline, of: found, clip, pass, sourceAt: place,
                named: title, id, recipe.generation)
            if let marks {
                try folder.attempt(.metadata, folder.marksName) { try folder.write(marks, title: title) }
            }
        }
        return try publish(folder, clip, pass, shots: found, losses: losses, recipe, delivery, id, over: stored)
    }

    /// Runs the one decode.
    private func decode(_ clip: ClipProbe, _ recipe: ResolvedRecipe, _ folder: ClipFolder) throws -> (
        report: PassReport, consumers: PictureConsumers
    ) {
        let planned = try plan(recipe, folder)
        return try options.gate.pass(pixels: clip.video.width * clip.video.height, runner.stop) {
            try ClipWork(runner).decode(clip, planned)
        }
    }

    /// Judges what was found and made, writes it all down, and makes the folder a clip of the library.
    private func publish(
        _ folder: ClipFolder, _ clip: ClipProbe, _ pass: PassReport?, shots: [Sidecar.Shot], losses: [String],
        _ recipe: ResolvedRecipe, _ delivery: Delivery, _ id: ClipID, over stored: Sidecar?
    ) throws -> Processed? {
        var facts = Facts(clip, pass)
        facts.chargedCredits = recipe.generation?.credits.charged
        var sidecar = try runner.run(.sidecar) {
            Sidecar(
                id: id, tool: Sidecar.Tool(version: Version.text, ffmpeg: try FFmpegVersion.text),
                source: folder.source(of: delivery, stored: stored), generation: recipe.generation,
                group: options.group ?? stored?.group, variant: options.variant ?? stored?.variant,
                media: Sidecar.Media(clip), analysis: pass.map { Sidecar.Analysis(clip, $0) },
                verdict: .pass, shots: shots, outputs: folder.outputs, timings: runner.timings, recipe: recipe.recorded)
        }
        let judge = {
            facts.outputs = folder.facts(losses: losses)
            let judgement = runner.conform { Judgement(of: facts, against: recipe.order) }
            sidecar.checks = judgement.checks.map(Sidecar.Check.init)
            sidecar.verdict = Sidecar.Verdict(rawValue: judgement.verdict.rawValue)!
            // A spec may ignore the check, and the clip is incomplete all the same.
            if !sidecar.failedOutputs.isEmpty, sidecar.verdict == .pass { sidecar.verdict = .warn }
            sidecar.outputs = folder.outputs
        }
        judge()
        try runner.run(.sidecar) {
            if recipe.pipeline.report, pass != nil {
                try folder.attempt(.report, "report.html") {
                    let page = ClipPage(of: sidecar, in: folder.url, previews: folder.previews).html
                    try folder.write(Data(page.utf8), .report, "report.html")
                }
                judge()
            }
            sidecar.timings = runner.timings
            try SidecarFile.write(sidecar, in: folder.url)
        }
        var processed = try store.publish(
            folder, sidecar, as: .processed, over: stored, isForced: options.force, options, runner)
        processed?.passTiming = pass?.timing
        return processed
    }

    private func plan(_ recipe: ResolvedRecipe, _ folder: ClipFolder) throws -> PassPlan {
        var plan = PassPlan()
        plan.scriptedStarts = recipe.order.shotStarts?.value ?? []
        if recipe.pipeline.thumbnails.needsStills { plan.stillsFolder = try folder.spool() }
        plan.spriteSide = recipe.pipeline.thumbnails.sprite
        plan.proxies = try recipe.proxies.map { ($0, try folder.rough($0)) }
        return plan
    }

    /// A first clip that failed leaves no empty library.
    private func removeEmptyLibrary() {
        for folder in [".work", "clips", ""] { rmdir(options.library.appending(path: folder).path) }
    }
}

extension PipelinePreset.Thumbnails {
    /// Whether any picture is made from a shot's frame.
    var needsStills: Bool { poster != nil || still != nil || sheet != nil }
}
