internal import Media
internal import Timing

/// A shot's file of copied packets, with coded ends where it has any.
///
/// A final class, used from one thread.
final class PacketFile {
    private let file: ShotFile
    private let clock: DecodingClock
    /// When each picture is shown, in decoding order.
    private let shown: [Int]
    private let work: ShotWork
    /// Bytes of a unit's length in the file, and how the source's packets hold their units, where these differ.
    private let lengthSize: Int
    private let rewritten: NALStructure?
    /// Packets written so far.
    private(set) var frames = 0

    init(_ work: ShotWork, _ source: SplitSource, _ demuxer: borrowing Demuxer) throws {
        self.work = work
        let packets = work.cut.packets!
        let start = work.shot.startTick
        shown =
            (work.head?.times ?? []) + source.table.entries[packets].map { $0.pts - start } + (work.tail?.times ?? [])
        clock = DecodingClock(shown: shown, end: work.shot.endTick - start)
        var sets = demuxer.parameterSets
        let isSmart = work.head != nil || work.tail != nil
        for run in [work.head, work.tail].compactMap(\.self) { sets = sets?.adding(run.parameterSets) }
        lengthSize = sets?.lengthSize ?? 4
        rewritten = isSmart && sets?.structure.lengthSize == 0 ? sets?.structure : nil
        file = try ShotFile(
            copyingTo: work.path, of: demuxer, header: isSmart ? sets?.record : nil, work.shot)
        try work.head?.forEach(lengthSize: lengthSize, write)
    }

    /// Writes a packet of the source's.
    func copy(_ packet: borrowing Packet) throws {
        guard let rewritten else { return try write(packet) }
        try write(try packet.replacing(bytes: rewritten.converting(packet.bytes, toLengthsOf: lengthSize)))
    }

    /// Writes what comes after the copied packets, and completes the file.
    func finish() throws {
        try work.tail?.forEach(lengthSize: lengthSize, write)
        try file.finish()
        guard work.cut.hidesMore, let length = work.shot.end.subtracting(work.shot.start) else { return }
        try EditList.shorten(work.path, track: file.picture, to: length)
    }

    private func write(_ packet: borrowing Packet) throws {
        try file.write(packet, at: clock.timing(of: frames, shownAt: shown[frames]))
        frames += 1
    }
}
