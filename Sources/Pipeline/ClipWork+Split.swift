internal import Analysis
package import Foundation
package import Library
internal import Media
internal import Render
internal import Timing

extension ClipWork {
    /// What a split made.
    package struct SplitFiles {
        /// The shots, with what became of them.
        package var list: ShotList
        /// The one file of all of them, where they were joined.
        package var joined: JoinedShots?
        /// What the files do not have of the clip because it is damaged, a sentence for each.
        package var losses: [String]
    }

    /// Writes one file a shot into `folder`, or one of all. Of a damaged clip it makes what can be made, and says what cannot;
    /// throws ``Splitter/Failure`` where that is everything.
    package func split(_ path: String, _ request: SplitRequest, into folder: URL) throws -> SplitFiles {
        let clip = try probe(path)
        let times = FrameTimes(
            timeBase: clip.table.timeBase, ticks: clip.table.shownTimes, lastDuration: clip.table.lastDuration)
        let read = {
            let plan = PassPlan(findsShots: request.cuts == nil, measuresPictures: false, measuresSound: false)
            return try decode(clip, plan).report
        }
        // Packets alone tell the frames of a sound file; of a damaged one only the decoder does.
        let isDoubtful = clip.isTruncated || !times.areReliable || !clip.table.hasTimes
        var pass = try request.cuts == nil || isDoubtful ? read() : nil
        return try writing(into: folder) { staging in
            var (made, pieces) = try cut(clip, pass, pass?.times ?? times, request, into: staging, for: folder)
            if pass == nil, pieces.contains(where: { !$0.isWhole }) {
                // The packets looked whole, and are not.
                let report = try read()
                pass = report
                for name in try FileManager.default.contentsOfDirectory(atPath: staging.path) {
                    unlink(staging.appending(path: name).path)
                }
                (made, pieces) = try cut(clip, report, report.times, request, into: staging, for: folder)
            }
            if let first = pieces.first, pieces.allSatisfy({ $0.failure != nil }) {
                throw Splitter.Failure.notMade(
                    shot: first.label, reason: first.failure!,
                    isOfSource: isDoubtful || pass.map { $0.isDamaged || $0.times != times } ?? false)
            }
            return made
        }
    }

    private func cut(
        _ clip: ClipProbe, _ pass: PassReport?, _ times: FrameTimes, _ request: SplitRequest, into staging: URL,
        for folder: URL
    ) throws -> (files: SplitFiles, pieces: [Splitter.Piece]) {
        let path = clip.path
        let found = try request.cuts.map { try Self.shots(cutting: times, at: $0) } ?? pass?.shots?.shots ?? []
        let shots = found.enumerated().map { Sidecar.Shot($1, index: $0 + 1, times: times) }
        let chosen = try Self.choose(request.shots, from: shots, isOrdered: !request.joins)
        let named = try request.timecode.map { try Timecode(starting: $0, rate: clip.timing.frameRate) }
        // A track of timecode runs on without a gap.
        let runsOn = !request.joins || zip(chosen, chosen.dropFirst()).allSatisfy { $0.endFrame == $1.startFrame }
        let start = named ?? (runsOn ? clip.timecode : nil)
        let title = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        let wanted =
            try request.joins
            ? [
                ShotRequest(
                    joining: chosen, among: shots.count, of: title, timecode: start, marks: clip.generationMarks(nil),
                    file: request.joinedFile)
            ]
            : chosen.map {
                ShotRequest(
                    $0, among: shots.count, of: title, timecode: start, marks: clip.generationMarks(nil))
            }
        let pieces = try split(
            clip, times, isDamaged: pass?.isDamaged ?? false, wanted, request.method, request.verification,
            into: staging)
        let list = ShotList(file: path, frames: times.count, frameRate: clip.timing.frameRate, shots: chosen)
        var files = SplitFiles(list: list, joined: nil, losses: pieces.compactMap(\.loss))
        if request.joins {
            files.joined = pieces[0].failure == nil ? JoinedShots(chosen, pieces[0], in: folder.relativePath) : nil
        } else {
            files.list.shots = zip(chosen, pieces).map { $0.cut($1, in: folder.relativePath) }
        }
        return (files, pieces)
    }

    /// Cuts the clip into an existing folder.
    func split(
        _ clip: ClipProbe, _ times: FrameTimes, isDamaged: Bool, _ shots: [ShotRequest], _ method: CutPlan.Method,
        _ verification: Verification, into folder: URL
    ) throws -> [Splitter.Piece] {
        try runner.run(.split) {
            let tell = runner.counter(.split, total: shots.reduce(0) { $0 + $1.runs.reduce(0) { $0 + $1.count } })
            var written = 0
            let splitter = Splitter(
                source: clip.path, knowing: clip.known, table: clip.table, times: times,
                isDamaged: isDamaged, verification: verification
            ) {
                try runner.stop.check()
                written += $0
                tell(written)
            }
            return try splitter.split(shots, method: method, into: folder.path)
        }
    }

    /// The shots of these numbers, in the clip's order or as they are named; all where none are named.
    private static func choose(_ numbers: [Int]?, from shots: [Sidecar.Shot], isOrdered: Bool) throws
        -> [Sidecar.Shot]
    {
        guard let numbers else { return shots }
        if let missing = numbers.first(where: { !(1...max(1, shots.count)).contains($0) }) {
            throw UsageError("there is no shot \(missing): the clip has \(shots.count)")
        }
        return isOrdered ? shots.filter { numbers.contains($0.index) } : numbers.map { shots[$0 - 1] }
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

extension ShotRequest {
    /// A shot of the clip called `title`, whose first frame has the address `timecode`; `marks` say where the clip comes
    /// from.
    init(
        _ shot: Sidecar.Shot, among count: Int, of title: String, timecode: Timecode? = nil, marks: GenerationMarks?
    ) {
        let name = "\(title), shot \(shot.index)"
        self.init(
            frames: shot.startFrame..<shot.endFrame, number: shot.index, among: count, title: name,
            prompt: shot.prompt ?? marks?.prompt, timecode: timecode?.advanced(by: shot.startFrame),
            xmp: marks.map { XMPPacket.text($0, title: name, prompt: shot.prompt, tool: Version.tool) })
    }
}
