internal import Analysis
package import Conformance
package import Foundation
internal import Library
internal import Media
package import Render
internal import Timing

/// The parts of the main job one by one, on a file where it lies: what the small commands do.
///
/// All functions block; call them on a codec thread.
package struct ClipWork {
    let runner: StepRunner

    package init(_ runner: StepRunner) { self.runner = runner }

    /// What the file is; nothing is decoded.
    package func probe(_ path: String) throws -> ClipProbe {
        try runner.run(.probe) { try ClipProbe(path) }
    }

    /// Judges the file against an order, decoding all of it.
    ///
    /// - Parameter chargedCredits: what the job cost, where that is known.
    package func check(_ path: String, against order: Order, chargedCredits: Int? = nil) throws -> Judgement {
        let clip = try probe(path)
        let (pass, _) = try decode(clip, PassPlan(scriptedStarts: order.shotStarts?.value ?? []))
        return runner.conform {
            var facts = Facts(clip, pass)
            facts.chargedCredits = chargedCredits
            return Judgement(of: facts, against: order)
        }
    }

    /// Writes poster, stills, sheet and sprite into `folder`, and gives their names.
    package func thumbnails(_ path: String, sizes: PipelinePreset.Thumbnails, into folder: URL) throws -> [String] {
        let clip = try probe(path)
        return try writing(into: folder) { staging in
            let spool = staging.appending(path: ".stills", directoryHint: .isDirectory)
            try makeFolder(spool)
            let plan = PassPlan(measuresSound: false, stillsFolder: spool, spriteSide: sizes.sprite)
            let (pass, consumers) = try decode(clip, plan)
            let written = try runner.run(.thumbnails) {
                var written: [String] = []
                let step = ThumbnailStep(
                    clip: clip, pass: pass, consumers: consumers, shots: pass.shots?.shots ?? [], sizes: sizes)
                try step.write(into: staging) { _, _, make in written.append(try make().file) }
                return written
            }
            try? FileManager.default.removeItem(at: spool)
            return written
        }
    }

    /// Writes a proxy to `file`, with its shots as chapters.
    ///
    /// - Parameter timecode: the address of the first frame, where it is not the preset's or the clip's.
    package func proxy(_ path: String, _ settings: ProxySettings, timecode: String? = nil, to file: URL) throws {
        let clip = try probe(path)
        let title = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let label = { (shots: [Sidecar.Shot]) in
            try ProxyLabel(
                clip, title: title, shots: shots, marks: clip.generationMarks(nil),
                timecode: timecode ?? settings.timecode)
        }
        // A timecode that does not fit is said before the work.
        _ = try label([])
        try writing(into: file.deletingLastPathComponent()) { staging in
            let rough = staging.appending(path: ".rough.\(settings.container.rawValue)").path
            let plan = PassPlan(
                findsShots: settings.animation == nil, measuresPictures: false, measuresSound: false,
                proxies: [(settings, rough)])
            let pass = try decode(clip, plan).report
            if let failure = pass.proxyFailures[0] { try runner.run(.pass) { throw failure } }
            let shots = (pass.shots?.shots ?? []).enumerated().map {
                Sidecar.Shot($1, index: $0 + 1, times: pass.times)
            }
            try runner.run(.pass) {
                try ProxyFinish.write(
                    rough, to: staging.appending(path: file.lastPathComponent).path, settings, try label(shots))
            }
        }
    }

    /// Runs the one decode with progress.
    func decode(_ clip: ClipProbe, _ plan: PassPlan) throws -> (report: PassReport, consumers: PictureConsumers) {
        try runner.run(.pass) {
            try OnePass(clip, plan, stop: runner.stop, progress: runner.counter(.pass, total: clip.frames)).run()
        }
    }

    /// Writes a text file, whole or not at all.
    package func write(_ text: String, to file: URL) throws { try write(Data(text.utf8), to: file) }

    /// Writes a file, whole or not at all.
    package func write(_ data: Data, to file: URL) throws {
        try writing(into: file.deletingLastPathComponent()) { staging in
            let staged = staging.appending(path: file.lastPathComponent)
            do { try data.write(to: staged) } catch {
                throw OutputError(path: file.path, reason: StagedFolder.reason(error))
            }
        }
    }

    /// Runs `body` with a staging folder whose files move to `folder` when it succeeds.
    func writing<Value>(into folder: URL, _ body: (URL) throws -> Value) throws -> Value {
        let staged = try runner.run(.publish) { try StagedFolder(for: folder) }
        do {
            let value = try body(staged.staging)
            try runner.run(.publish) { try staged.commit() }
            return value
        } catch {
            staged.discard()
            throw error
        }
    }
}

func makeFolder(_ folder: URL) throws(OutputError) {
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
        throw OutputError(path: folder.path, reason: StagedFolder.reason(error))
    }
}
