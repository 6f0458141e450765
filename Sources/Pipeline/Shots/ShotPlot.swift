internal import Analysis
internal import Foundation
internal import Library
internal import Timing

/// A picture of why the cuts are where they are: the frames on both sides of each cut, the shots, and the
/// scores of every frame below. An SVG 1.1 file that holds all it needs.
struct ShotPlot {
    private let found: ShotFindings
    private static let width = 1200.0
    private static let margin = 50.0
    /// Where the lanes lie, from the top.
    private static let (stripTop, bandTop, differenceTop, likelihoodTop) = (56.0, 176.0, 226.0, 406.0)
    private static let laneHeight = 140.0
    private static let height = 606.0

    init(_ found: ShotFindings) { self.found = found }

    /// The whole file.
    var svg: String {
        let size = "\(number(Self.width)) \(number(Self.height))"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 \(size)" \
            font-family="sans-serif" font-size="12">
            <style>
            .page{fill:#fff}.text{fill:#222}.quiet{fill:#777}.grid{stroke:#ddd}.lead{stroke:#bbb}
            .odd{fill:#dbe7f5}.even{fill:#bdd3ee}.cut{stroke:#c22;stroke-width:1.5}.blend{fill:#c22;opacity:.18}
            .script{stroke:#174;stroke-width:1.5;stroke-dasharray:5 4}.lines{fill:none;stroke-width:1.2}
            .structure{stroke:#246}.luma{stroke:#e90}.hard{stroke:#c22}.gradual{stroke:#85c}
            @media (prefers-color-scheme:dark){.page{fill:#181a1d}.text{fill:#eee}.quiet{fill:#999}.grid{stroke:#333}
            .lead{stroke:#555}.odd{fill:#2a3a4e}.even{fill:#38506d}.structure{stroke:#8bf}.script{stroke:#5d9}}
            </style>
            <rect class="page" width="100%" height="100%"/>
            \([heading, strip, band, differences, likelihoods, marks, axis].joined(separator: "\n"))
            </svg>

            """
    }

    // MARK: Lanes

    private var heading: String {
        let rate = found.list.frameRate.map { ", \(number($0.double)) frames a second" } ?? ""
        let shots = "\(found.list.shots.count) shot\(found.list.shots.count == 1 ? "" : "s")"
        let about = "\(found.list.frames) frames\(rate), \(shots)"
        return text(URL(fileURLWithPath: found.list.file).lastPathComponent, Self.margin, 24, size: 16)
            + text(about, Self.margin, 42, style: "quiet")
    }

    /// The last frame before each cut and the first after it, tied to their place.
    private var strip: String {
        guard let strip = found.strip, !strip.pictures.isEmpty else { return "" }
        let cuts = found.list.shots.dropFirst().map(\.startFrame)
        let pairs = cuts.isEmpty ? [[0]] : cuts.map { [$0 - 1, $0] }
        let room = (Self.width - 2 * Self.margin) / Double(pairs.count)
        let shape = Double(strip.size.height) / Double(strip.size.width)
        let wide = min((room - 8) / 2, 88 / shape, 140)
        guard wide >= 4 else { return "" }
        var out = ""
        for (pair, middle) in zip(pairs, middles(of: pairs.map { x($0[$0.count - 1]) }, apart: 2 * wide + 8)) {
            for (side, frame) in pair.enumerated() where strip.pictures.indices.contains(frame) {
                let left = middle - wide * Double(pair.count) / 2 + wide * Double(side)
                out += """
                    <image x="\(number(left))" y="\(number(Self.stripTop))" width="\(number(wide - 1))" \
                    height="\(number(wide * shape))" xlink:href="data:image/jpeg;base64,\
                    \(Data(strip.pictures[frame]).base64EncodedString())"><title>frame \(frame)</title></image>

                    """
            }
            if pair.count == 2 {
                let foot = Self.stripTop + wide * shape
                out += line(middle, foot + 2, x(pair[1]), Self.bandTop, "lead")
            }
        }
        return out
    }

    /// Places as near to the wanted ones as they can be without overlap, inside the margins.
    private func middles(of wanted: [Double], apart: Double) -> [Double] {
        var places = wanted.map { max($0, Self.margin + apart / 2) }
        for i in places.indices.dropFirst() { places[i] = max(places[i], places[i - 1] + apart) }
        var limit = Self.width - Self.margin - apart / 2
        for i in places.indices.reversed() {
            places[i] = min(places[i], limit)
            limit = places[i] - apart
        }
        return places
    }

    private var band: String {
        found.list.shots.map { shot in
            let (left, right) = (x(shot.startFrame), x(shot.endFrame))
            let label = right - left > 20 ? text("\(shot.index)", left + 6, Self.bandTop + 19) : ""
            let about =
                "shot \(shot.index): frames \(shot.startFrame) to \(shot.endFrame - 1), \(shot.transition.rawValue), "
                + "\(Int((shot.confidence * 100).rounded())) % sure" + (shot.prompt.map { "\n\($0)" } ?? "")
            return """
                <g><title>\(about.xmlEscaped)</title><rect class="\(shot.index % 2 == 0 ? "even" : "odd")" \
                x="\(number(left))" y="\(number(Self.bandTop))" width="\(number(right - left))" height="28"/>\(label)</g>
                """
        }.joined(separator: "\n")
    }

    private var differences: String {
        let greatest = max(found.scores.map(\.change).max() ?? 1, 1)
        return lane(
            Self.differenceTop,
            "new structure (blue, 0 to 0.6), changed luma (orange, 0 to \(number(greatest)) levels)",
            [
                ("structure", found.scores.map { $0.difference / 0.6 }),
                ("luma", found.scores.map { $0.change / greatest }),
            ])
    }

    private var likelihoods: String {
        lane(
            Self.likelihoodTop, "likelihood of a cut (red) and of the middle of a gradual transition (violet), 0 to 1",
            [("gradual", found.scores.map(\.gradualLikelihood)), ("hard", found.scores.map(\.cutLikelihood))])
    }

    private func lane(_ top: Double, _ name: String, _ lines: [(style: String, values: [Double])]) -> String {
        let (bottom, middle) = (top + Self.laneHeight, top + Self.laneHeight / 2)
        var out = text(name, Self.margin, top - 5, style: "quiet")
        for y in [top, middle, bottom] { out += line(Self.margin, y, Self.width - Self.margin, y, "grid") }
        for (style, values) in lines {
            let points = values.enumerated().map { frame, value in
                "\(number(x(frame))),\(number(bottom - min(max(value, 0), 1) * Self.laneHeight))"
            }
            out += #"<polyline class="lines \#(style)" points="\#(points.joined(separator: " "))"/>"# + "\n"
        }
        return out
    }

    /// Cuts, blended frames and scripted cuts, through all lanes.
    private var marks: String {
        var out = ""
        let bottom = Self.likelihoodTop + Self.laneHeight
        for shot in found.list.shots.dropFirst() {
            if let blended = shot.transitionFrames {
                let (left, right) = (x(blended.lowerBound), x(blended.upperBound + 1))
                out += """
                    <rect class="blend" x="\(number(left))" y="\(number(Self.bandTop))" \
                    width="\(number(right - left))" height="\(number(bottom - Self.bandTop))"/>

                    """
            }
            out += line(x(shot.startFrame), Self.bandTop, x(shot.startFrame), bottom, "cut")
        }
        for start in found.scriptedStarts.dropFirst() {
            guard let frame = found.times.frame(at: start) else { continue }
            out += line(x(frame), Self.bandTop - 8, x(frame), bottom, "script")
        }
        return out
    }

    /// Frame numbers and seconds, at steps that leave room for them.
    private var axis: String {
        let top = Self.likelihoodTop + Self.laneHeight + 18
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]
        let step = steps.first { $0 * 16 >= found.list.frames } ?? 1_000_000
        return stride(from: 0, to: found.list.frames, by: step).map { frame in
            let seconds = "\(number(found.times.timeFromStart(of: frame).seconds)) s"
            return text("\(frame)", x(frame), top) + text(seconds, x(frame), top + 15, style: "quiet")
        }.joined()
            + text("dashed: scripted cuts", Self.width - 170, 24, style: "quiet", when: found.scriptedStarts.count > 1)
    }

    // MARK: Drawing

    private func x(_ frame: Int) -> Double {
        Self.margin + (Self.width - 2 * Self.margin) * Double(frame) / Double(max(1, found.list.frames))
    }

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> String {
        #"<line class="\#(style)" x1="\#(number(x1))" y1="\#(number(y1))" x2="\#(number(x2))" y2="\#(number(y2))"/>"#
            + "\n"
    }

    private func text(
        _ words: String, _ x: Double, _ y: Double, size: Int = 12, style: String = "text", when isShown: Bool = true
    ) -> String {
        guard isShown else { return "" }
        return #"<text class="\#(style)" x="\#(number(x))" y="\#(number(y))" font-size="\#(size)">"#
            + "\(words.xmlEscaped)</text>\n"
    }

    private func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return Int(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
    }
}

extension ShotFindings {
    /// A picture of why the cuts are where they are, as an SVG file.
    package var plot: String { ShotPlot(self).svg }
}
