internal import Foundation
internal import Timing

extension ClipPage {
    /// What lies under the picture, all on one axis of time: the shots, what is marked, change and loudness.
    struct Lanes: Sendable {
        let seconds, secondsAFrame: Double
        let segments: [Segment]
        let marks: [Mark]
        let marksName: String
        let hasMarks: Bool
        let scores: ScoreCurves?
        let loudness: LoudnessCurve?
        /// Where on the sprite the picture for a time is: "start,x,y,width,height" for each, in seconds and pixels.
        let cues: String?
        let sprite: String?

        /// A shot; places are in hundredths of the whole.
        struct Segment: Sendable {
            let index: Int
            let link, clock, about, style: String
            let start, left, width, middle: Double
            let isNarrow: Bool
        }

        struct Mark: Sendable {
            let style, about: String
            let left, width: Double
            let top: Int
        }

        /// `nil` for a clip of which no shots are known.
        init?(_ sidecar: Sidecar, _ shown: String?, _ links: PageLinks) {
            guard let last = sidecar.shots.last, last.end.seconds > 0 else { return nil }
            let axis = TimeAxis(seconds: last.end.seconds)
            seconds = last.end.seconds
            secondsAFrame = last.endFrame > 0 ? last.end.seconds / Double(last.endFrame) : 0.04
            segments = sidecar.shots.map { Segment($0, axis, shown, links) }
            marks = Mark.all(of: sidecar, axis)
            hasMarks = !marks.isEmpty
            marksName = Mark.name(of: sidecar)
            let text = { (name: String) in
                sidecar.files.first { $0.kind == .statistics && $0.file.hasSuffix(name) }
                    .flatMap { links.text(of: $0.file) }
            }
            scores = text("shots.csv").flatMap { ScoreCurves($0, axis) }
            loudness = text("loudness.csv").flatMap {
                LoudnessCurve($0, axis, integrated: sidecar.analysis?.loudness?.integratedLUFS)
            }
            let map = sidecar.files.first { $0.kind == .spriteMap }.flatMap { links.text(of: $0.file) }
            cues = map.flatMap(SpriteCues.init)?.text
            sprite = cues == nil ? nil : sidecar.files.first { $0.kind == .sprite }.map { links.picture($0.file) }
        }
    }
}

extension ClipPage.Lanes.Segment {
    fileprivate init(_ shot: Sidecar.Shot, _ axis: TimeAxis, _ shown: String?, _ links: PageLinks) {
        index = shot.index
        start = shot.start.seconds
        (left, width) = axis.span(shot.start.seconds, shot.end.seconds)
        middle = TimeAxis.rounded(left + width / 2)
        isNarrow = width < 2
        style = shot.index % 2 == 0 ? "even" : "odd"
        clock = shot.start.clockText
        about =
            "shot \(shot.index), \(shot.start.clockText) – \(shot.end.clockText)\(shot.prompt.map { "\n\($0)" } ?? "")"
        link = shown.map { links.link($0, from: shot.start.seconds, to: shot.end.seconds) } ?? "#shot-\(shot.index)"
    }
}

extension ClipPage.Lanes.Mark {
    /// What checks complain of, above what is black, frozen or silent.
    fileprivate static func all(of sidecar: Sidecar, _ axis: TimeAxis) -> [Self] {
        let problems = sidecar.checks.filter { $0.status == .fail || $0.status == .warn }.flatMap { check in
            // More cannot be told apart in one line of marks.
            check.evidence.prefix(200).map { place in
                mark(
                    check.status.rawValue, "\(check.id): \(place.frames)", place.start.seconds, place.end.seconds, 1,
                    axis)
            }
        }
        guard let found = sidecar.analysis else { return problems }
        let facts =
            found.black.map { ("black", $0.start.seconds, $0.end.seconds) }
            + found.frozen.map { ("frozen", $0.start.seconds, $0.end.seconds) }
            + found.silence.map { ("silent", $0.start.seconds, $0.end.seconds) }
        return problems + facts.prefix(200).map { mark("none", $0, $1, $2, 10, axis) }
    }

    private static func mark(
        _ style: String, _ about: String, _ start: Double, _ end: Double, _ top: Int, _ axis: TimeAxis
    ) -> Self {
        let (left, width) = axis.span(start, end)
        return Self(style: style, about: about, left: left, width: width, top: top)
    }

    fileprivate static func name(of sidecar: Sidecar) -> String {
        let found = sidecar.analysis
        let facts = [
            found?.black.isEmpty == false ? "black" : nil, found?.frozen.isEmpty == false ? "frozen" : nil,
            found?.silence.isEmpty == false ? "silent" : nil,
        ].compactMap(\.self)
        let places = sidecar.checks.filter { $0.status == .fail || $0.status == .warn }.reduce(0) {
            $0 + $1.evidence.count
        }
        let words = places > 0 ? ["where checks complain"] : []
        let text = (words + facts).joined(separator: ", ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}
