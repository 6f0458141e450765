internal import Media

/// When each packet of a file is decoded and shown, from the times at which its pictures are shown.
///
/// Decoding times run through the shown ones in order, early enough for every picture: so the lengths of samples,
/// which in an MP4 are the steps of decoding time, come out even where the source's are.
struct DecodingClock {
    private let shown: [Int]
    private let sorted: [Int]
    private let delay: Int
    private let end: Int

    /// - Parameters:
    ///   - shown: ticks at which pictures are shown, in decoding order.
    ///   - end: the tick at which the last one ends.
    init(shown: [Int], end: Int) {
        self.shown = shown
        self.end = end
        let sorted = shown.sorted()
        self.sorted = sorted
        delay = zip(sorted, shown).map { $0 - $1 }.max() ?? 0
    }

    /// The times of the packet `index`.
    subscript(index: Int) -> Muxer.Timing {
        let next = index + 1 < sorted.count ? sorted[index + 1] : max(end, sorted[index] + 1)
        return Muxer.Timing(pts: shown[index], dts: sorted[index] - delay, duration: next - sorted[index])
    }
}
