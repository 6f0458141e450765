internal import Analysis
package import Conformance
package import Foundation
package import Library
internal import Media
package import Render
package import Timing

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
                try ThumbnailStep(
                    clip: clip, pass: pass, consumers: consumers, shots: pass.shots?.shots ?? [], sizes: sizes
                ).write(into: staging)
            }
            try? FileManager.default.removeItem(at: spool)
            return written.map(\.file)
        }
    }

    /// Writes a proxy to `file`.
    package func proxy(_ path: String, _ settings: ProxySettings, to file: URL) throws {
        let clip = try probe(path)
        try writing(into: file.deletingLastPathComponent()) { staging in
            let plan = PassPlan(
                measuresPictures: false, measuresSound: false,
                proxies: [(settings, staging.appending(path: file.lastPathComponent).path)])
            _ = try decode(clip, plan)
        }
    }

    /// Writes one file a shot into `folder`.
    ///
    /// - Parameter cuts: where to cut; `nil` cuts where shots are found.
    package func split(_ path: String, at cuts: [CutPoint]?, method: CutPlan.Method, into folder: URL) throws
        -> ShotList
    {
        let clip = try probe(path)
        var pass: PassReport?
        var times = FrameTimes(
            timeBase: clip.table.timeBase, ticks: clip.table.shownTimes, lastDuration: clip.table.lastDuration)
        // Packets alone tell the frames of a sound file; of a damaged one only the decoder does.
        if cuts == nil || clip.isTruncated || !times.areReliable || !clip.table.hasTimes {
            pass = try decode(clip, PassPlan(measuresPictures: cuts == nil, measuresSound: false)).report
            times = pass!.times
        }
        let shots = try cuts.map { try Self.shots(cutting: times, at: $0) } ?? pass?.shots?.shots ?? []
        let pieces = try writing(into: folder) { staging in
            try split(clip, times, isDamaged: pass?.isDamaged ?? false, shots, method, into: staging)
        }
        return ShotList(
            file: path, frames: times.count, frameRate: clip.timing.frameRate,
            shots: zip(shots, pieces).enumerated().map { index, pair in
                Sidecar.Shot(pair.0, index: index + 1, times: times).cut(pair.1, in: folder.relativePath)
            })
    }

    /// Runs the one decode with progress.
    func decode(_ clip: ClipProbe, _ plan: PassPlan) throws -> (report: PassReport, consumers: PictureConsumers) {
        try runner.run(.pass) {
            try OnePass(clip, plan, stop: runner.stop, progress: runner.counter(.pass, total: clip.frames)).run()
        }
    }

    /// Cuts the clip into an existing folder.
    func split(
        _ clip: ClipProbe, _ times: FrameTimes, isDamaged: Bool, _ shots: [Shot], _ method: CutPlan.Method,
        into folder: URL
    ) throws -> [Splitter.Piece] {
        try runner.run(.split) {
            let count = runner.counter(.split, total: times.count)
            var written = 0
            let splitter = Splitter(source: clip.path, table: clip.table, times: times, isDamaged: isDamaged) {
                try runner.stop.check()
                written += $0
                count(written)
            }
            return try splitter.split(shots.map { $0.startFrame..<$0.endFrame }, method: method, into: folder.path)
        }
    }

    /// Writes a text file, whole or not at all.
    package func write(_ text: String, to file: URL) throws {
        try writing(into: file.deletingLastPathComponent()) { staging in
            let staged = staging.appending(path: file.lastPathComponent)
            do { try Data(text.utf8).write(to: staged) } catch {
                throw OutputError(path: file.path, reason: StagedFolder.reason(error))
            }
        }
    }

    /// Runs `body` with a staging folder whose files move to `folder` when it succeeds.
    private func writing<Value>(into folder: URL, _ body: (URL) throws -> Value) throws -> Value {
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

    /// Shots between the places that a person named.
    private static func shots(cutting times: FrameTimes, at cuts: [CutPoint]) throws -> [Shot] {
        let frames = try cuts.map { cut -> Int in
            let frame: Int? =
                switch cut {
                case .frame(let number): number
                case .time(let time): times.frame(at: time)
                }
            guard let frame, frame < times.count else { throw CutOutsideClip(cut: cut, end: times) }
            return frame
        }
        let bounds = Array(Set(frames).union([0])).sorted() + [times.count]
        return zip(bounds, bounds.dropFirst()).map {
            Shot(startFrame: $0, endFrame: $1, transition: $0 == 0 ? .start : .cut, confidence: 1)
        }
    }
}

/// A place to cut that the clip does not have.
package struct CutOutsideClip: Error, CustomStringConvertible {
    let cut: CutPoint
    let end: FrameTimes

    /// One line that says how long the clip is.
    package var description: String {
        let place =
            switch cut {
            case .frame(let number): "frame \(number)"
            case .time(let time): "\(time.clockText)"
            }
        return "cannot cut at \(place): the clip has \(end.count) frames and ends at "
            + end.timeFromStart(of: end.count).clockText
    }
}

func makeFolder(_ folder: URL) throws(OutputError) {
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
        throw OutputError(path: folder.path, reason: StagedFolder.reason(error))
    }
}
