internal import Media
internal import Timing

/// Holds one file against the source: packets, times, sound and pictures.
///
/// A final class, used from one thread.
final class ShotProver {
    private(set) var proof: ShotProof
    /// The source's packets that the file should have, in its order.
    private(set) var packets: PacketOrder
    /// The pictures that are compared: frames of the clip, and which of the file's frames they should be.
    let runs: [(source: Range<Int>, file: Range<Int>)]

    private let work: ShotWork
    private let source: SplitSource
    private let file: Demuxer
    private let structure: NALStructure?
    private let packet: Packet
    /// The file's frames that were encoded again.
    private let coded: Set<Int>
    /// Numbers of the file's packets that are copies, and the one that was read last.
    private var copies: PacketOrder
    private var number = -1
    private var table: PacketTable.Builder
    /// The sound that the file should have, by the number of its track.
    private var sound: [Int: ExpectedSound] = [:]

    init(_ work: ShotWork, _ source: SplitSource, _ verification: Verification) throws {
        (self.work, self.source) = (work, source)
        let verification = verification.of(work)
        packets = work.packets
        let layout = PartLayout(work)
        (copies, coded) = (layout.copies, layout.coded)
        runs = layout.runs(source, verification)
        file = try Demuxer(indexOf: work.path)
        structure = file.unitStructure
        table = try PacketTable.Builder(of: file)
        packet = try Packet()
        proof = ShotProof(verification, expectedFrames: work.request.frameCount)
        let tracks = work.shot.ways
        guard file.audio.count == tracks.count else {
            proof.fail("\(file.audio.count) tracks of sound came of \(tracks.count)", inSound: true)
            return
        }
        for (info, (_, way)) in zip(file.audio, tracks) {
            guard case .copied(let copied) = way else { continue }
            sound[info.index] = try ExpectedSound(copied, work.shot.spans)
        }
    }

    /// Compares a packet of the source's with the one that should be its copy; called in the order of ``packets``.
    func compare(_ original: borrowing Packet, _ structure: NALStructure?) throws {
        packets.advance()
        guard let copy = copies.next else { return proof.fail("packets are missing") }
        copies.advance()
        while number < copy {
            guard try nextPicture() else { return proof.fail("packets are missing") }
        }
        if Self.areSame(original, structure, packet, self.structure) {
            proof.copiedPackets += 1
        } else {
            proof.fail("packet \(number) is not the source's")
        }
    }

    /// Reads on to the file's next picture; `false` at its end.
    private func nextPicture() throws -> Bool {
        while try file.read(into: packet) {
            table.take(packet)
            if packet.streamIndex == file.video?.index {
                number += 1
                return true
            }
            sound[packet.streamIndex]?.compare(packet)
        }
        return false
    }

    /// Reads the rest of the file, and looks at what all of it shows and lets be heard.
    func finish() throws {
        while try nextPicture() {}
        proof.foundFrames = table.table.shownTimes.count
        if proof.foundFrames != work.frameCount {
            proof.fail("it shows \(proof.foundFrames) frames in place of \(work.frameCount)")
        } else {
            compareTimes(source.times)
        }
        for expected in sound.values {
            if !expected.isThere { proof.fail("the sound is not the source's", inSound: true) }
            proof.copiedPackets += expected.found
        }
    }

    /// Every frame is shown when it is shown in the source, counted from the start of its part.
    private func compareTimes(_ times: FrameTimes) {
        let expected = work.parts.flatMap { part in
            part.frames.map { (frame: $0, tick: part.tick(of: $0, times)) }
        }
        let table = table.table
        for ((frame, tick), found) in zip(expected, table.shownTimes) {
            let time = MediaTime(ticks: tick, timeBase: times.timeBase).rescaled(
                to: table.timeBase, rounding: .nearest)
            if time?.ticks != found { return proof.fail("frame \(frame) is shown at another time") }
        }
    }

    /// Byte for byte; where units lie behind lengths in place of start codes, unit for unit.
    private static func areSame(
        _ a: borrowing Packet, _ first: NALStructure?, _ b: borrowing Packet, _ second: NALStructure?
    ) -> Bool {
        if a.hasSameBytes(as: b) { return true }
        guard let first, let second, first != second else { return false }
        return first.picture(in: a.bytes) == second.picture(in: b.bytes)
    }

    /// Compares the pictures of ``runs``, which `originals` gives next.
    func comparePictures(with originals: inout FrameRuns, checkpoint: () throws -> Void) throws {
        let table = table.table
        let last = table.entries.filter { !$0.isHidden }.max { $0.pts < $1.pts }?.duration ?? 0
        var copies = try FrameRuns(
            work.path, table: table,
            times: FrameTimes(timeBase: table.timeBase, ticks: table.shownTimes, lastDuration: last),
            runs: runs.map(\.file))
        var comparison = PictureComparison()
        for (frame, place) in runs.flatMap({ zip($0.source, $0.file) }) {
            guard let original = try originals.next(), original.number == frame else {
                return proof.fail("frame \(frame) of the source does not come out again")
            }
            guard proof.failure == nil else { continue }
            guard let copy = try copies.next(), copy.number == place else {
                proof.fail("frame \(frame) does not come out")
                continue
            }
            let likeness = try comparison.compare(copy.frame, with: original.frame)
            take(likeness, frame, isCoded: coded.contains(place), isDamaged: copy.frame.isDamaged)
            try checkpoint()
        }
        if copies.refusedPackets > 0 { proof.fail("\(copies.refusedPackets) packets do not decode") }
    }

    private func take(_ likeness: Double, _ frame: Int, isCoded: Bool, isDamaged: Bool) {
        proof.comparedFrames += 1
        if likeness == .infinity { proof.identicalFrames += 1 }
        if isCoded {
            proof.reencoded.append(ShotProof.Reencoded(frame: frame, likeness: likeness))
            if isDamaged { proof.fail("frame \(frame) comes out damaged") }
        } else if likeness != .infinity {
            proof.fail("frame \(frame) is not the source's")
        }
    }
}
