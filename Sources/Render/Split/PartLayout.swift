/// Where the parts of a file lie in it: which of its packets are copies, and which of its frames were encoded again.
struct PartLayout {
    private let work: ShotWork

    init(_ work: ShotWork) { self.work = work }

    /// The file's packets between coded heads and tails, which lie before and after in decoding order as well.
    var copies: PacketOrder {
        var (place, runs) = (0, [Range<Int>]())
        for part in work.parts {
            place += part.head?.count ?? 0
            let count = part.cut.packets?.count ?? 0
            runs.append(place..<place + count)
            place += count + (part.tail?.count ?? 0)
        }
        return PacketOrder(runs)
    }

    /// The file's frames that were encoded again.
    var coded: Set<Int> {
        var (place, coded) = (0, Set<Int>())
        for cut in work.parts.map(\.cut) {
            let end = place + cut.frames.count
            if cut.way == .encode { coded.formUnion(place..<end) }
            coded.formUnion(place..<place + cut.head.count)
            coded.formUnion(end - cut.tail.count..<end)
            place = end
        }
        return coded
    }

    /// The pictures that are compared: frames of the clip, and which of the file's frames they should be.
    func runs(_ source: SplitSource, _ verification: Verification) -> [(source: Range<Int>, file: Range<Int>)] {
        var first = 0
        return work.parts.flatMap { part in
            let shift = first - part.cut.frames.lowerBound
            first += part.cut.frames.count
            return ProofRuns(part.cut, source).runs(verification).map {
                ($0, $0.lowerBound + shift..<$0.upperBound + shift)
            }
        }
    }
}
