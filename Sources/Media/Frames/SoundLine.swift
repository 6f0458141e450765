internal import Timing

/// Makes one line without a gap of blocks of sound that lie at places: holes are filled with silence, so that what comes
/// behind them stays where it is, and what comes twice is left out.
package struct SoundLine {
    /// Where the line ends, in samples of the track's rate; `nil` before the first block.
    package private(set) var end: Int?
    /// The holes that were filled. A short one behind the very first block is none: there, writers of fragmented MP4 put
    /// down the coder's lead-in too early.
    package private(set) var holes: [Range<Int>] = []
    /// The silence behind such a lead-in; `nil` without any.
    package private(set) var leadInGap: Range<Int>?
    private let sampleBase: Rational
    private let sampleRate: Int
    private var blocks = 0

    /// In seconds. Only damaged times tell of longer ones; what is behind such a hole follows without it.
    private static let longestHole = 600
    /// In seconds; two blocks of 2048 samples.
    private static let longestLeadIn = 0.1

    package init(sampleRate: Int) {
        self.sampleRate = sampleRate
        sampleBase = Rational(1, sampleRate)!
    }

    /// Lays a block at `place`, and hands over what comes next on the line: silence, and what is new of the block.
    package mutating func lay(
        _ block: AudioFrame, at place: Int, each body: (AudioFrame, _ place: Int) throws -> Void
    ) throws {
        var (heard, begin) = (block, place)
        if let end {
            begin = place - end > Self.longestHole * sampleRate ? end : place
            if begin > end {
                try fill(end..<begin, like: block, each: body)
            } else if begin < end {
                let known = MediaTime(ticks: end - begin, timeBase: sampleBase)
                    .rescaled(to: Rational(1, max(1, block.sampleRate))!, rounding: .nearest)?.ticks
                guard let known, known < block.samples else { return }
                heard = try block.dropping(first: known)
                begin = end
            }
        }
        blocks += 1
        try body(heard, begin)
        end = begin + heard.samples(at: sampleBase)
    }

    private mutating func fill(
        _ hole: Range<Int>, like block: AudioFrame, each body: (AudioFrame, _ place: Int) throws -> Void
    ) throws {
        if blocks > 1 || Double(hole.count) > Self.longestLeadIn * Double(sampleRate) {
            holes.append(hole)
        } else {
            leadInGap = hole
        }
        // A second at a time: silence takes memory.
        for begin in stride(from: hole.lowerBound, to: hole.upperBound, by: sampleRate) {
            let length =
                MediaTime(ticks: min(sampleRate, hole.upperBound - begin), timeBase: sampleBase)
                .rescaled(to: Rational(1, max(1, block.sampleRate))!, rounding: .nearest)?.ticks ?? 0
            if length > 0 { try body(try block.silence(of: length), begin) }
        }
    }
}
