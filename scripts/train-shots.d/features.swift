// Prints nothing, writes numbers: compiled by train-shots together with Sources/Analysis, so that what is trained is what
// runs.
//
//     features LIST OUT      LIST: lines of "path width height"; each path holds raw 4:2:0 small pictures.
//
// OUT, for each line: two Int32 (rows, columns without the first), then rows of Float32: the frame, the cut's features, the
// gradual's features.
import Foundation

@main struct Features {
    static func main() throws {
        let lines = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8).split(separator: "\n")
        var out = Data()
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let w = Int(parts[1]), let h = Int(parts[2]) else { continue }
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: String(parts[0]))))
            let (luma, chroma) = (w * h, w * h / 4)
            var timeline = ShotTimeline()
            for start in stride(from: 0, to: bytes.count - luma - 2 * chroma + 1, by: luma + 2 * chroma) {
                timeline.take(
                    SmallPicture(
                        width: w, height: h, luma: Array(bytes[start..<start + luma]),
                        cb: Array(bytes[start + luma..<start + luma + chroma]),
                        cr: Array(bytes[start + luma + chroma..<start + luma + 2 * chroma])))
            }
            var rows: [Float] = []
            var columns = 0
            for index in timeline.moments.indices.dropFirst() {
                let values = CutFeatures(timeline, at: index).values + GradualFeatures(timeline, at: index).values
                columns = values.count
                rows.append(Float(timeline.moments[index].frame))
                rows += values
            }
            for number in [Int32(max(timeline.moments.count - 1, 0)), Int32(columns)] {
                withUnsafeBytes(of: number) { out.append(contentsOf: $0) }
            }
            rows.withUnsafeBytes { out.append(contentsOf: $0) }
        }
        try out.write(to: URL(fileURLWithPath: CommandLine.arguments[2]))
    }
}
