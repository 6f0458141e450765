/// Frames of a clip by their numbers, in words.
enum FrameWords {
    private static let mostRuns = 8

    /// "frames 3, 7–9": those that follow one another put together, and no more than a person reads.
    static func of(_ frames: [Int]) -> String {
        let runs = frames.reduce(into: [ClosedRange<Int>]()) { runs, frame in
            if let last = runs.last, last.upperBound + 1 == frame {
                runs[runs.count - 1] = last.lowerBound...frame
            } else {
                runs.append(frame...frame)
            }
        }
        let words = runs.prefix(mostRuns).map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
        }
        let rest = runs.dropFirst(mostRuns).reduce(0) { $0 + $1.count }
        return (frames.count == 1 ? "frame " : "frames ") + words.joined(separator: ", ")
            + (rest > 0 ? " and \(rest) more" : "")
    }
}
