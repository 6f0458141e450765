internal import Media
internal import Timing

/// Holds one shot's file against the source: packets, times, sound and pictures.
///
/// A final class, used from one thread.
final class ShotProver {
    private(set) var proof: ShotProof
    /// The source's packets that the file should have, in decoding order.
    let packets: Range<Int>?
    /// The clip's frames whose pictures are compared: ascending and apart.
    let runs: [Range<Int>]

    private let work: ShotWork
    private let table: PacketTable
    private let file: Demuxer
    private let structure: NALStructure?
    private let packet: Packet
    /// The file's next packet of the picture.
    private var number = 0

    init(_ work: ShotWork, _ source: SplitSource, _ verification: Verification) throws {
        self.work = work
        let frames = work.cut.frames
        packets = work.cut.packets
        table = try PacketTable(reading: try Demuxer(indexOf: work.path))
        runs = ProofRuns(work.cut, source).runs(verification)
        file = try Demuxer(indexOf: work.path)
        structure = file.unitStructure
        packet = try Packet()
        proof = ShotProof(verification, expectedFrames: frames.count)
        proof.foundFrames = table.shownTimes.count
        if proof.foundFrames != frames.count {
            proof.fail("it shows \(proof.foundFrames) frames in place of \(frames.count)")
        } else {
            compareTimes(frames, source.times)
        }
    }

    /// Every frame is shown when it is shown in the source, counted from the shot's start.
    private func compareTimes(_ frames: Range<Int>, _ times: FrameTimes) {
        let start = times.time(of: frames.lowerBound)
        for (frame, tick) in zip(frames, table.shownTimes) {
            let expected = times.time(of: frame).subtracting(start)?.rescaled(to: table.timeBase, rounding: .nearest)
            if expected?.ticks != tick { return proof.fail("frame \(frame) is shown at another time") }
        }
    }

    /// Compares a packet of the source's with the one that should be its copy; called in order.
    func compare(_ original: borrowing Packet, _ structure: NALStructure?) throws {
        repeat {
            guard try nextPicture() else { return proof.fail("packets are missing") }
        } while number <= (work.head?.count ?? 0)
        if Self.areSame(original, structure, packet, self.structure) {
            proof.copiedPackets += 1
        } else {
            proof.fail("packet \(number - 1) is not the source's")
        }
    }

    private func nextPicture() throws -> Bool {
        while try file.read(into: packet) {
            guard packet.streamIndex == file.video?.index else { continue }
            number += 1
            return true
        }
        return false
    }

    /// Byte for byte; where units lie behind lengths in place of start codes, unit for unit.
    private static func areSame(
        _ a: borrowing Packet, _ first: NALStructure?, _ b: borrowing Packet, _ second: NALStructure?
    ) -> Bool {
        if a.hasSameBytes(as: b) { return true }
        guard let first, let second, first != second else { return false }
        return first.picture(in: a.bytes) == second.picture(in: b.bytes)
    }

    /// The packets of copied sound are the source's, each once and in order.
    func compareSound() throws {
        guard !work.shot.sound.isEmpty else { return }
        let demuxer = try Demuxer(indexOf: work.path)
        let shot = work.shot
        let copies = ShotSound.copies(of: shot.sound, from: shot.start, to: shot.end, in: shot.container)
        guard demuxer.audio.count == copies.count else {
            return proof.fail("\(demuxer.audio.count) tracks of sound came of \(copies.count)")
        }
        guard copies.contains(where: { $0 != nil }) else { return }
        let found = try SoundTrack.all(of: demuxer)
        for (info, copy) in zip(demuxer.audio, copies) {
            guard let copy else { continue }
            let expected = try copy.packets(from: shot.start, to: shot.end)
            let bytes = found.first { $0.info.index == info.index }?.bytes ?? []
            // A transport stream's packets carry a header that an MP4's do not.
            guard bytes.count == expected.count,
                zip(bytes, expected).allSatisfy({ $0 == $1 || (!$0.isEmpty && $0.elementsEqual($1.suffix($0.count))) })
            else { return proof.fail("the sound is not the source's") }
            proof.copiedPackets += bytes.count
        }
    }

    /// Compares the pictures of ``runs``, which `originals` gives next.
    func comparePictures(with originals: inout FrameRuns, checkpoint: () throws -> Void) throws {
        let first = work.cut.frames.lowerBound
        let last = table.entries.filter { !$0.isHidden }.max { $0.pts < $1.pts }?.duration ?? 0
        var copies = try FrameRuns(
            work.path, table: table,
            times: FrameTimes(timeBase: table.timeBase, ticks: table.shownTimes, lastDuration: last),
            runs: runs.map { $0.lowerBound - first..<$0.upperBound - first })
        var comparison = PictureComparison()
        for frame in runs.joined() {
            guard let original = try originals.next(), original.number == frame else {
                return proof.fail("frame \(frame) of the source does not come out again")
            }
            guard proof.failure == nil else { continue }
            guard let copy = try copies.next(), copy.number == frame - first else {
                proof.fail("frame \(frame) does not come out")
                continue
            }
            try take(try comparison.compare(copy.frame, with: original.frame), frame, copy.frame.isDamaged)
            try checkpoint()
        }
        if copies.refusedPackets > 0 { proof.fail("\(copies.refusedPackets) packets do not decode") }
    }

    private func take(_ likeness: Double, _ frame: Int, _ isDamaged: Bool) throws {
        proof.comparedFrames += 1
        if likeness == .infinity { proof.identicalFrames += 1 }
        let cut = work.cut
        if cut.way == .encode || cut.head.contains(frame) || cut.tail.contains(frame) {
            proof.reencoded.append(ShotProof.Reencoded(frame: frame, likeness: likeness))
            if isDamaged { proof.fail("frame \(frame) comes out damaged") }
        } else if likeness != .infinity {
            proof.fail("frame \(frame) is not the source's")
        }
    }
}
