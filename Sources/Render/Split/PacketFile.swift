internal import Media
internal import Timing

/// A file of copied packets, with coded ends where it has any.
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
    /// The part that is being written, and how many of its packets were copied.
    private var part = 0
    private var copied = 0
    /// Packets written so far.
    private(set) var frames = 0

    init(_ work: ShotWork, _ source: SplitSource, _ demuxer: borrowing Demuxer) throws {
        self.work = work
        let shown = work.parts.flatMap { part in
            let coded = [part.head, part.tail].map { $0?.times ?? [] }
            let copied = source.table.entries[part.cut.packets ?? 0..<0].map { part.span.tickInFile($0.pts) }
            return coded[0] + copied + coded[1]
        }
        self.shown = Self.drawnIn(shown, to: work.shot.end)
        let longest = work.parts.flatMap { source.table.entries[$0.cut.packets ?? 0..<0].map(\.duration) }.max() ?? 0
        let stored = (shown.max() ?? 0) + (work.parts[0].cut.hidesMore ? longest : 0)
        clock = DecodingClock(shown: self.shown, rhythm: shown, end: max(work.shot.end, stored))
        var sets = demuxer.parameterSets
        let runs = work.parts.flatMap { [$0.head, $0.tail].compactMap(\.self) }
        for run in runs { sets = sets?.adding(run.parameterSets) }
        lengthSize = sets?.lengthSize ?? 4
        rewritten = !runs.isEmpty && sets?.structure.lengthSize == 0 ? sets?.structure : nil
        file = try ShotFile(
            copyingTo: work.path, of: demuxer, header: runs.isEmpty ? nil : sets?.record, work.shot,
            pictures: shown.count)
        try beginParts()
    }

    /// Writes the next packet of the source's that the file takes.
    func copy(_ packet: borrowing Packet) throws {
        if let rewritten {
            try write(try packet.replacing(bytes: rewritten.converting(packet.bytes, toLengthsOf: lengthSize)))
        } else {
            try write(packet)
        }
        copied += 1
        guard copied == work.parts[part].cut.packets?.count else { return }
        try endPart()
        try beginParts()
    }

    /// Completes the file.
    func finish() throws {
        try file.finish()
        guard work.parts[0].cut.hidesMore else { return }
        let length = MediaTime(ticks: work.shot.end, timeBase: work.parts[0].span.timeBase)
        try EditList.shorten(work.path, track: file.picture, to: length)
    }

    /// Times at which pictures that an edit list hides behind the end follow it by a tick each: browsers take a file to
    /// last until the last of them. They are decoded in the source's rhythm all the same, which gives the track its rate.
    private static func drawnIn(_ shown: [Int], to end: Int) -> [Int] {
        let hidden = shown.filter { $0 >= end }.sorted()
        let places = Dictionary(zip(hidden, 1...)) { first, _ in first }
        return shown.map { tick in places[tick].map { end + $0 } ?? tick }
    }

    /// Writes what comes before the next packet that is copied: a head, and parts of which nothing is copied.
    private func beginParts() throws {
        while part < work.parts.count {
            try work.parts[part].head?.forEach(lengthSize: lengthSize, write)
            if work.parts[part].cut.packets != nil { return }
            try endPart()
        }
    }

    private func endPart() throws {
        try work.parts[part].tail?.forEach(lengthSize: lengthSize, write)
        part += 1
        copied = 0
    }

    private func write(_ packet: borrowing Packet) throws {
        try file.write(packet, at: clock.timing(of: frames, shownAt: shown[frames]))
        frames += 1
    }
}
