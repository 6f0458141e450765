// Prints nothing, writes numbers: compiled by train-shots together with Sources/Analysis, so that what is trained is what
// runs.
//
//     features LIST OUT [LIKELIHOODS]
//
// LIST: lines of "path width height"; each path holds raw 4:2:0 small pictures.
// OUT, for each line: two Int32 (rows, columns without the first), then rows of Float32: the frame, the cut's features, the
// gradual's features. With LIKELIHOODS (Float32; for each line as many of cuts as there are rows, then as many of graduals) a line of
// JSON instead: [frame, transition, [first, last] blended frame or null, confidence] of each boundary that is decided.
import Foundation

@main struct Features {
    static func main() throws {
        let lines = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8).split(separator: "\n")
        var likelihoods: [Float]?
        if CommandLine.arguments.count > 3 {
            let data = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[3]))
            likelihoods = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        }
        var used = 0
        var out = Data()
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let w = Int(parts[1]), let h = Int(parts[2]) else { continue }
            let timeline = try timeline(of: String(parts[0]), w, h)
            let rows = max(timeline.moments.count - 1, 0)
            if let likelihoods {
                let cuts = [0] + likelihoods[used..<used + rows]
                let graduals = [0] + likelihoods[used + rows..<used + 2 * rows]
                used += 2 * rows
                let found = BoundaryFinder(timeline, cuts: cuts, graduals: graduals).boundaries()
                out.append(Data((json(found, timeline) + "\n").utf8))
            } else {
                append(timeline, rows, to: &out)
            }
        }
        try out.write(to: URL(fileURLWithPath: CommandLine.arguments[2]))
    }

    static func timeline(of path: String, _ w: Int, _ h: Int) throws -> ShotTimeline {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let (luma, chroma) = (w * h, w * h / 4)
        var timeline = ShotTimeline()
        for start in stride(from: 0, to: bytes.count - luma - 2 * chroma + 1, by: luma + 2 * chroma) {
            timeline.take(
                SmallPicture(
                    width: w, height: h, luma: Array(bytes[start..<start + luma]),
                    cb: Array(bytes[start + luma..<start + luma + chroma]),
                    cr: Array(bytes[start + luma + chroma..<start + luma + 2 * chroma])))
        }
        timeline.close()
        return timeline
    }

    static func append(_ timeline: ShotTimeline, _ count: Int, to out: inout Data) {
        var rows: [Float] = []
        var columns = 0
        for index in timeline.moments.indices.dropFirst() {
            let values = CutFeatures(timeline, at: index).values + GradualFeatures(timeline, at: index).values
            columns = values.count
            rows.append(Float(timeline.moments[index].frame))
            rows += values
        }
        for number in [Int32(count), Int32(columns)] { withUnsafeBytes(of: number) { out.append(contentsOf: $0) } }
        rows.withUnsafeBytes { out.append(contentsOf: $0) }
    }

    static func json(_ found: [Boundary], _ timeline: ShotTimeline) -> String {
        let moments = timeline.moments
        let parts = found.map { boundary -> String in
            let last = boundary.blended.map {
                $0.upperBound + 1 < moments.count ? moments[$0.upperBound + 1].frame - 1 : timeline.frames - 1
            }
            let span = boundary.blended.map { "[\(moments[$0.lowerBound].frame), \(last ?? 0)]" } ?? "null"
            return "[\(moments[boundary.moment].frame), \"\(boundary.transition)\", \(span), \(boundary.confidence)]"
        }
        return "[" + parts.joined(separator: ", ") + "]"
    }
}
