internal import Media

extension Splitter {
    /// Writes every file that packets are copied into. Those that share packets, as hidden ones may be shared, are
    /// written side by side.
    func copy(_ wanted: [Int], _ works: inout [ShotWork], _ demuxer: borrowing Demuxer) throws {
        var waiting = wanted.filter { works[$0].way != .encode }.map { (index: $0, packets: works[$0].packets) }
        var open: [Int: PacketFile] = [:]
        try forEachPacket(demuxer, wanted: { waiting.compactMap(\.packets.next) }) { packet, number in
            for place in waiting.indices where waiting[place].packets.next == number {
                let index = waiting[place].index
                let file = try open[index] ?? PacketFile(works[index], source, demuxer)
                open[index] = file
                try file.copy(packet)
                waiting[place].packets.advance()
                try checkpoint(1)
                if waiting[place].packets.next == nil { try open.removeValue(forKey: index)?.finish() }
            }
            waiting.removeAll { $0.packets.next == nil }
        }
        // Packets that were there a moment ago can be gone: the file is on a disk that others write to.
        if let unfinished = waiting.first?.index {
            throw Failure.wrongFrames(
                shot: works[unfinished].request.label, expected: works[unfinished].frameCount,
                written: open[unfinished]?.frames ?? 0)
        }
    }

    /// Hands over the source's packets of the picture with their numbers, once more from the first as long as packets
    /// are wanted that went by; ends early where the file does.
    func forEachPacket(
        _ demuxer: borrowing Demuxer, wanted: () -> [Int], _ body: (borrowing Packet, Int) throws -> Void
    ) throws {
        let packet = try Packet()
        var before: [Int] = []
        while case let numbers = wanted(), !numbers.isEmpty, numbers != before {
            before = numbers
            let packets = try Demuxer(picturesOf: demuxer)
            var number = -1
            while wanted().contains(where: { $0 > number }), try packets.read(into: packet) {
                guard packet.streamIndex == demuxer.video?.index else { continue }
                number += 1
                try body(packet, number)
            }
        }
    }
}
