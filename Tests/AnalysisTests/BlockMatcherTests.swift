import Analysis
import Support
import Testing

/// What is left over after the search, against the search as anybody would write it down.
struct BlockMatcherTests {
    private func sketch(_ width: Int, _ height: Int, seed: UInt64) -> Sketch {
        var generator = SeededGenerator(seed: seed)
        func noise(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) } }
        let quarter = width / 2 * (height / 2)
        return Sketch(
            SmallPicture(
                width: width, height: height, luma: noise(width * height), cb: noise(quarter), cr: noise(quarter)))
    }

    /// The first column or row of each block, and the end of the last.
    private func bounds(_ side: Int) -> [Int] {
        let count = max(1, (side + 4) / 8)
        return (0...count).map { $0 * side / count }
    }

    /// The sums of differences of all blocks, at their best places and at rest.
    private func plain(_ earlier: [UInt8], _ later: [UInt8], _ width: Int, _ height: Int, step: Int) -> (Int, Int) {
        let (columns, rows) = (bounds(width), bounds(height))
        let tall = max(4, min(8, 8 * height / width + 2)) / step * step
        let wide = max(4, min(8, 8 * width / height + 2)) / step * step
        var (best, atRest) = (0, 0)
        for (top, bottom) in zip(rows, rows.dropFirst()) {
            for (left, right) in zip(columns, columns.dropFirst()) {
                var least = Int.max
                for dy in stride(from: -tall, through: tall, by: step) {
                    for dx in stride(from: -wide, through: wide, by: step) {
                        var sum = 0
                        for y in top..<bottom {
                            for x in left..<right {
                                let (v, u) = (min(max(y + dy, 0), height - 1), min(max(x + dx, 0), width - 1))
                                sum += abs(Int(later[y * width + x]) - Int(earlier[v * width + u]))
                            }
                        }
                        least = min(least, sum)
                        if dx == 0 && dy == 0 { atRest += sum }
                    }
                }
                best += least
            }
        }
        return (best, atRest)
    }

    // Blocks of eight columns in even and odd numbers, of seven and eight, of nine, and one of less than twice eight.
    @Test(arguments: [(160, 90), (112, 128), (90, 160), (54, 36), (22, 16), (16, 16)], [1, 2])
    func findsTheLeastDifferences(_ size: (Int, Int), step: Int) {
        let (earlier, later) = (sketch(size.0, size.1, seed: 1), sketch(size.0, size.1, seed: 2))
        let (width, height) = (size.0 / 2, size.1 / 2)
        let found = BlockMatcher(width: width, height: height).compare(earlier, later, step: step)
        let (best, atRest) = plain(earlier.structure, later.structure, width, height, step: step)
        let expected = Float(best) / Float(atRest)
        #expect(abs(found.structure / found.still - expected) < 1e-5, "\(found.structure / found.still), \(expected)")
    }
}
