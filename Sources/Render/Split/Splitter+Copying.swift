internal import Media

extension Splitter {
    /// One pass over the packets writes every shot that is copied, all or in part. Those that share packets, as
    /// hidden ones may be shared, are written side by side.
    func copy(_ wanted: [Int], _ works: inout [ShotWork], _ demuxer: borrowing Demuxer) throws {
        let copies = wanted.filter { works[$0].cut.packets != nil }
        guard let end = copies.compactMap({ works[$0].cut.packets?.upperBound }).max() else { return }
        let packets = try Demuxer(reopening: demuxer)
        let packet = try Packet()
        var number = -1
        var open: [(index: Int, file: PacketFile)] = []
        while number < end - 1, try packets.read(into: packet) {
            guard packet.streamIndex == demuxer.video?.index else { continue }
            number += 1
            for index in copies where works[index].cut.packets?.lowerBound == number {
                open.append((index, try PacketFile(works[index], source, demuxer)))
            }
            for (index, file) in open {
                try file.copy(packet)
                try checkpoint(1)
                if works[index].cut.packets?.upperBound == number + 1 { try file.finish() }
            }
            open.removeAll { works[$0.index].cut.packets?.upperBound == number + 1 }
        }
        // Packets that were there a moment ago can be gone: the file is on a disk that others write to.
        let unfinished = copies.first { works[$0].cut.packets!.upperBound > number + 1 }
        if let unfinished {
            throw Failure.wrongFrames(
                shot: works[unfinished].number, expected: works[unfinished].cut.frames.count,
                written: open.first { $0.index == unfinished }?.file.frames ?? 0)
        }
    }
}
