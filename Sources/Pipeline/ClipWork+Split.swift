internal import Analysis
package import Foundation
package import Library
internal import Media
package import Render
package import Timing

extension ClipWork {
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
