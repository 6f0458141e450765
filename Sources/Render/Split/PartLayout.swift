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
        for part in work.parts {
            let cut = part.cut
            let end = place + part.frameCount
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
            var place = first
            first += part.frameCount
            if part.cut.way == .encode {
                return part.runs.map { run in
                    defer { place += run.count }
                    return (run, place..<place + run.count)
                }
            }
            let shift = place - part.cut.frames.lowerBound
            return ProofRuns(part.cut, source).runs(verification).map {
                ($0, $0.lowerBound + shift..<$0.upperBound + shift)
            }
        }
    }
}
