internal import Media

extension Splitter {
    /// Reads the files back and compares them with the source.
    func prove(_ wanted: [Int], _ works: inout [ShotWork], _ demuxer: borrowing Demuxer) throws {
        var provers: [(index: Int, prover: ShotProver)] = []
        for index in wanted {
            provers.append((index, try ShotProver(works[index], source, verification)))
        }
        try comparePackets(provers.map(\.prover), demuxer)
        for (_, prover) in provers { try prover.compareSound() }
        try comparePictures(provers.map(\.prover))
        for (index, prover) in provers { works[index].proof = prover.proof }
    }

    /// One pass over the source's packets, each held against those of the files that have it.
    private func comparePackets(_ provers: [ShotProver], _ demuxer: borrowing Demuxer) throws {
        guard let end = provers.compactMap({ $0.packets?.upperBound }).max() else { return }
        let packets = try Demuxer(reopening: demuxer)
        let packet = try Packet()
        var number = -1
        while number < end - 1, try packets.read(into: packet) {
            guard packet.streamIndex == demuxer.video?.index else { continue }
            number += 1
            for prover in provers where prover.packets?.contains(number) ?? false {
                try prover.compare(packet, demuxer.unitStructure)
            }
            try checkpoint(0)
        }
    }

    /// One pass over the source's pictures that are to be compared, beside those of each file.
    private func comparePictures(_ provers: [ShotProver]) throws {
        guard provers.contains(where: { !$0.runs.isEmpty }) else { return }
        var frames = try source.runs(provers.flatMap(\.runs))
        for prover in provers {
            try prover.comparePictures(with: &frames) { try checkpoint(0) }
        }
    }
}
