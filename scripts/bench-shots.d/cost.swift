// Compiled by bench-shots together with Sources/Analysis: what the detector alone costs.
//
//     cost WIDTH HEIGHT FILE...      each file holds raw 4:2:0 small pictures
//
// Prints the frames and the processor time in seconds, of the best of three runs.
import Foundation

@main struct Cost {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count > 3, let w = Int(words[1]), let h = Int(words[2]) else { exit(2) }
        let (luma, chroma) = (w * h, w * h / 4)
        var clips: [[SmallPicture]] = []
        for path in words[3...] {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            clips.append(
                stride(from: 0, to: bytes.count - luma - 2 * chroma + 1, by: luma + 2 * chroma).map { start in
                    SmallPicture(
                        width: w, height: h, luma: Array(bytes[start..<start + luma]),
                        cb: Array(bytes[start + luma..<start + luma + chroma]),
                        cr: Array(bytes[start + luma + chroma..<start + luma + 2 * chroma]))
                })
        }
        var best = Double.infinity
        for _ in 0..<3 {
            let begun = clock()
            for clip in clips {
                var detector = ShotDetector()
                for picture in clip { detector.take(picture) }
                _ = detector.finish()
            }
            best = min(best, Double(clock() - begun) / Double(CLOCKS_PER_SEC))
        }
        print(clips.map(\.count).reduce(0, +), best)
    }
}
