internal import Media

/// Finds what of a shot can be copied.
struct CutSearch {
    /// What came of looking for a copy.
    enum Found {
        case copy(CutPlan.Cut)
        /// Why there is none, in words.
        case obstacle(String)
    }

    private let table: PacketTable
    private let order: [Int]
    /// The number in display order of each packet's frame; `nil` for hidden packets.
    private let frame: [Int?]

    init(table: PacketTable, order: [Int]) {
        self.table = table
        self.order = order
        var frame = [Int?](repeating: nil, count: table.entries.count)
        for (number, packet) in order.enumerated() { frame[packet] = number }
        self.frame = frame
    }

    /// Copies are exact when the shot's packets lie together in decoding order and begin with a picture
    /// that needs nothing before it: all they refer to is then inside.
    func exactCopy(_ frames: Range<Int>) -> Found {
        let packets = order[frames]
        let (low, high) = (packets.min()!, packets.max()!)
        guard low == order[frames.lowerBound], table.entries[low].isCleanStart else {
            return .obstacle("the first frame is not an IDR picture")
        }
        guard high - low + 1 == frames.count else {
            return .obstacle("the last frames need pictures of the next shot to decode")
        }
        return .copy(CutPlan.Cut(copying: low..<(high + 1), of: frames, because: "begins on an IDR picture"))
    }

    /// Whole groups are copied; what lies before the first IDR picture, and what comes after the last point before
    /// which, in decoding order, nothing is shown later, is encoded again.
    func smart(_ frames: Range<Int>, _ obstacle: String) -> CutPlan.Cut {
        guard let (first, start) = firstCleanStart(in: frames) else {
            return CutPlan.Cut(encoding: frames, because: "\(obstacle), and no IDR picture follows in the shot")
        }
        let end = copyableEnd(from: start, showing: first, upTo: frames.upperBound)
        let (head, tail) = (frames.lowerBound..<first, first + (end - start)..<frames.upperBound)
        guard end > start else {
            return CutPlan.Cut(encoding: frames, because: "\(obstacle), and no whole group lies in the shot")
        }
        let words = [
            head.isEmpty ? nil : "\(head.count) before the first IDR picture",
            tail.isEmpty ? nil : "\(tail.count) at the end, which need pictures of the next shot",
        ].compactMap(\.self)
        return CutPlan.Cut(
            frames: frames, way: .smart, packets: start..<end, head: head, tail: tail, hidesMore: false,
            reason: "encoded again: \(words.joined(separator: ", and "))")
    }

    /// Everything from the IDR picture before the shot until all that its frames need is there; more is shown than the
    /// shot, unless an edit list hides it.
    func hidingCopy(_ frames: Range<Int>, _ obstacle: String) -> CutPlan.Cut {
        let packets = order[frames]
        let (low, high) = (packets.min()!, packets.max()!)
        guard let start = (0...low).last(where: { table.entries[$0].isCleanStart }) else {
            return CutPlan.Cut(encoding: frames, because: "\(obstacle), and no IDR picture comes before")
        }
        let shown = frame[start...high]
        let before = shown.count { $0.map { $0 < frames.lowerBound } ?? true }
        let after = shown.count { $0.map { $0 >= frames.upperBound } ?? false }
        return CutPlan.Cut(
            copying: start..<(high + 1), of: frames, hidesMore: true,
            because: "\(obstacle); an edit list hides \(before) frames before and \(after) after, "
                + "which players that ignore edit lists show")
    }

    /// The first picture of the shot that needs nothing before it and splits all packets as it splits all frames:
    /// the number of the frame that is shown first from there on, and its packet.
    private func firstCleanStart(in frames: Range<Int>) -> (frame: Int, packet: Int)? {
        var (shown, latest) = (0, -1)
        for (packet, entry) in table.entries.enumerated() {
            if entry.isCleanStart, !entry.isHidden, frames.contains(shown), latest < shown { return (shown, packet) }
            if shown >= frames.upperBound { return nil }
            guard let number = frame[packet] else { continue }
            shown += 1
            latest = max(latest, number)
        }
        return nil
    }

    /// The packet before which all, from `start` on, are shown before all that follow, as late as it can be.
    private func copyableEnd(from start: Int, showing first: Int, upTo limit: Int) -> Int {
        var (end, latest) = (start, first - 1)
        for packet in start..<table.entries.count {
            guard let number = frame[packet], number < limit else { break }
            latest = max(latest, number)
            if latest == first + (packet - start) { end = packet + 1 }
        }
        return end
    }
}
