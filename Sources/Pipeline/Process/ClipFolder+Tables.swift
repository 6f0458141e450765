internal import Analysis
internal import Foundation
internal import Library
internal import Timing

extension ClipFolder {
    /// Writes what programs read about the shots: timelines, and the figures of every moment.
    ///
    /// - Parameters:
    ///   - source: where the stored clip will be, which timelines lead to.
    ///   - name: what timelines are called.
    ///   - id: of the clip.
    ///   - generation: how it was ordered.
    func writeTables(
        _ wanted: PipelinePreset, of shots: [Sidecar.Shot], _ clip: ClipProbe, _ pass: PassReport,
        sourceAt source: URL, named name: String, _ id: ClipID, _ generation: Sidecar.Generation?
    ) throws {
        let list = ShotList(
            file: source.path, frames: pass.times.count, frameRate: clip.timing.frameRate, shots: shots)
        let timeline = Timeline(of: list, media: Sidecar.Media(clip), name: name, id: id, generation: generation)
        let make = { (kind: Sidecar.Output.Kind, file: String, text: () throws -> Data) in
            try self.attempt(kind, file) { try self.write(try text(), kind, file) }
        }
        for format in wanted.timelines {
            switch format {
            case .otio: try make(.timeline, "timeline.otio") { try OpenTimeline.json(timeline) }
            case .edl: try make(.timeline, "shots.edl") { Data(EditDecisionList.text(timeline).utf8) }
            case .fcpxml: try make(.timeline, "timeline.fcpxml") { Data(FinalCutXML.text(timeline).utf8) }
            case .ffmetadata: try make(.timeline, "chapters.txt") { Data(Chapters.ffmetadata(list).utf8) }
            case .vtt: try make(.timeline, "chapters.vtt") { Data(Chapters.webVTT(list).utf8) }
            }
        }
        guard wanted.statistics else { return }
        _ = try subfolder(Self.statistics)
        if let scores = pass.shots?.scores {
            try make(.statistics, "\(Self.statistics)/shots.csv") {
                Data(ShotStatistics.csv(scores, shots, pass.times).utf8)
            }
        }
        if let sound = pass.sound {
            try make(.statistics, "\(Self.statistics)/loudness.csv") {
                Data(sound.loudnessTable(from: pass.soundOffset).utf8)
            }
        }
    }
}

extension PassReport {
    /// When the first sample is heard, in seconds from the first picture.
    fileprivate var soundOffset: Double {
        guard let soundStart, let first = times.ticks.first else { return 0 }
        return soundStart.subtracting(MediaTime(ticks: first, timeBase: times.timeBase))?.seconds ?? 0
    }
}

extension SoundFacts {
    /// The momentary loudness as comma-separated values, each at the middle of the 400 ms that it is of; silence has none.
    fileprivate func loudnessTable(from start: Double) -> String {
        var text = "seconds,momentaryLUFS\n"
        for (index, level) in momentaryLUFS.enumerated() {
            let time = ((start + 0.2 + Double(index) / 10) * 1e6).rounded() / 1e6
            text += "\(time),\(level.map { "\(($0 * 1000).rounded() / 1000)" } ?? "")\n"
        }
        return text
    }
}
