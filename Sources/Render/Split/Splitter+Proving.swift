internal import Media

extension Splitter {
    /// Reads the files back and compares them with the source.
    func prove(_ wanted: [Int], _ works: inout [ShotWork], _ demuxer: borrowing Demuxer) throws {
        var provers: [(index: Int, prover: ShotProver)] = []
        for index in wanted {
            provers.append((index, try ShotProver(works[index], source, verification)))
        }
        try comparePackets(provers.map(\.prover), demuxer)
        for (_, prover) in provers { try prover.finish() }
        try comparePictures(provers.map(\.prover), isRescue: wanted.contains { works[$0].isRescued })
        for (index, prover) in provers { works[index].proof = prover.proof }
    }

    /// Holds each of the source's packets against those of the files that have it.
    private func comparePackets(_ provers: [ShotProver], _ demuxer: borrowing Demuxer) throws {
        let structure = demuxer.unitStructure
        try forEachPacket(demuxer, wanted: { provers.compactMap(\.packets.next) }) { packet, number in
            for prover in provers where prover.packets.next == number { try prover.compare(packet, structure) }
            try checkpoint(0)
        }
    }

    /// One pass over the source's pictures that are to be compared, beside those of each file.
    private func comparePictures(_ provers: [ShotProver], isRescue: Bool) throws {
        guard provers.contains(where: { !$0.runs.isEmpty }) else { return }
        var frames = try source.runs(provers.flatMap { $0.runs.map(\.source) }, isRescue: isRescue)
        for prover in provers {
            try prover.comparePictures(with: &frames) { try checkpoint(0) }
        }
    }
}
