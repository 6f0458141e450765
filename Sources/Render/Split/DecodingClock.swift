internal import Media

/// When each packet of a file is decoded, from the times at which its pictures are shown.
///
/// Decoding times run through the shown ones in order, early enough for every picture: so the lengths of samples,
/// which in an MP4 are the steps of decoding time, come out even where the source's are. Coders have decoding times of
/// their own; x265's, for two or three pictures, were random numbers.
struct DecodingClock {
    private let sorted: [Int]
    private let delay: Int
    private let end: Int

    /// A clock for pictures whose order is known.
    ///
    /// - Parameters:
    ///   - shown: ticks at which pictures are shown, in decoding order.
    ///   - rhythm: the ticks that decoding keeps to, where these are others.
    ///   - end: the tick at which the last one ends.
    init(shown: [Int], rhythm: [Int]? = nil, end: Int) {
        sorted = (rhythm ?? shown).sorted()
        delay = zip(sorted, shown).map { $0 - $1 }.max() ?? 0
        self.end = end
    }

    /// A clock for pictures that a coder will put into an order of its own, none more than `reordered` places late.
    init(sorted: [Int], reordered: Int, end: Int) {
        self.sorted = sorted
        delay = sorted.indices.map { sorted[$0] - sorted[max(0, $0 - reordered)] }.max() ?? 0
        self.end = end
    }

    /// The times of the packet `index` in decoding order, which is shown at `tick`.
    func timing(of index: Int, shownAt tick: Int) -> Muxer.Timing {
        let next = index + 1 < sorted.count ? sorted[index + 1] : max(end, sorted[index] + 1)
        return Muxer.Timing(pts: tick, dts: sorted[index] - delay, duration: next - sorted[index])
    }
}
