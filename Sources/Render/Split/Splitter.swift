internal import Foundation
package import Media
package import Timing

/// Cuts a clip into one file a shot, frame for frame: together the files hold every frame of the source
/// once.
package struct Splitter {
    /// A shot's file as it was written.
    package struct Piece: Sendable {
        /// The shot's frames.
        package let frames: Range<Int>
        /// The file's name inside the output folder: "shot-01.mp4".
        package let file: String
        /// "copy" or "encode".
        package let method: String
        /// Why this method.
        package let reason: String
    }

    /// Why a split could not be made.
    package enum Failure: Error, Sendable, CustomStringConvertible {
        /// `--method copy` where a copy would not be exact.
        case notCopyable(shot: Int, reason: String)
        /// A shot's file did not get the frames that it should hold.
        case wrongFrames(shot: Int, expected: Int, written: Int)

        package var description: String {
            switch self {
            case .notCopyable(let shot, let reason):
                "shot \(shot) cannot be copied exactly: \(reason); use --method auto"
            case .wrongFrames(let shot, let expected, let written):
                "shot \(shot) should hold \(expected) frames and got \(written)"
            }
        }
    }

    private let source: String
    private let table: PacketTable
    private let times: FrameTimes
    private let isDamaged: Bool
    /// Called often; throws to stop.
    private let checkpoint: (_ framesWritten: Int) throws -> Void

    /// - Parameters:
    ///   - times: of every frame that the decoder gave.
    ///   - isDamaged: whether decoding met damage; frames are then counted instead of sought.
    package init(
        source: String, table: PacketTable, times: FrameTimes, isDamaged: Bool,
        checkpoint: @escaping (_ framesWritten: Int) throws -> Void
    ) {
        self.source = source
        self.table = table
        self.times = times
        self.isDamaged = isDamaged || !times.areReliable || !table.hasTimes
        self.checkpoint = checkpoint
    }

    /// Writes the shots into an existing folder and gives one piece for each, in order.
    package func split(_ shots: [Range<Int>], method: CutPlan.Method, into folder: String) throws -> [Piece] {
        let demuxer = try Demuxer(opening: source)
        guard let video = demuxer.video else { throw InputError(path: source, problem: .noVideo) }
        let container = Self.container(for: video.codec)
        let plan = CutPlan(
            shots: shots, table: table, decodedFrames: times.count, isDamaged: isDamaged,
            isCopyable: container != nil, method: method)
        if method == .copy, let index = plan.cuts.firstIndex(where: { $0.packets == nil }) {
            throw Failure.notCopyable(shot: index + 1, reason: plan.cuts[index].reason)
        }
        let pieces = plan.cuts.enumerated().map { index, cut in
            let name = Numbering.name(of: index + 1, among: shots.count)
            let kind = cut.packets == nil ? Muxer.Container.mp4 : container ?? .mp4
            return Piece(
                frames: cut.frames, file: "shot-\(name).\(kind.rawValue)",
                method: cut.packets == nil ? "encode" : "copy", reason: cut.reason)
        }
        let sound = try SoundTrack.all(of: demuxer)
        try copy(plan, pieces, sound, container ?? .mp4, folder)
        try encode(plan, pieces, sound, folder)
        return pieces
    }

    /// One pass over the packets writes every copied shot: they lie one after the other.
    private func copy(
        _ plan: CutPlan, _ pieces: [Piece], _ sound: [SoundTrack], _ container: Muxer.Container, _ folder: String
    ) throws {
        var waiting = plan.cuts.indices.compactMap { index in plan.cuts[index].packets.map { (index, $0) } }
            .sorted { $0.1.lowerBound < $1.1.lowerBound }[...]
        guard !waiting.isEmpty else { return }
        let demuxer = try Demuxer(opening: source)
        let packet = try Packet()
        var number = -1
        var file: ShotFile?
        while let (index, packets) = waiting.first, try demuxer.read(into: packet) {
            guard packet.streamIndex == demuxer.video?.index else { continue }
            number += 1
            guard packets.contains(number) else { continue }
            if number == packets.lowerBound {
                file = try ShotFile(
                    copyingTo: folder + "/" + pieces[index].file, container: container, of: demuxer,
                    shot: shot(plan.cuts[index].frames, sound))
            }
            try file?.copy(packet)
            try checkpoint(1)
            if number == packets.upperBound - 1 {
                try close(file, index, plan)
                file = nil
                waiting = waiting.dropFirst()
            }
        }
        // Packets that were there a moment ago can be gone: the file is on a disk that others write to.
        if let (index, packets) = waiting.first {
            throw Failure.wrongFrames(shot: index + 1, expected: packets.count, written: file?.frames ?? 0)
        }
    }

    /// Decodes from the keyframe before each run of shots to be encoded, and codes their frames.
    private func encode(_ plan: CutPlan, _ pieces: [Piece], _ sound: [SoundTrack], _ folder: String) throws {
        let wanted = plan.cuts.indices.filter { plan.cuts[$0].packets == nil }
        guard let first = wanted.first, let last = wanted.last else { return }
        var numbers: [Int: Int] = [:]
        if !isDamaged { for (number, tick) in times.ticks.enumerated() { numbers[tick] = number } }
        var start = plan.cuts[first].frames.lowerBound
        let end = plan.cuts[last].frames.upperBound
        var reader = try FrameReader(source)
        var shots = wanted[...]
        var coder: ShotCoder?
        while start < end {
            var counted = -1
            var next = end
            try reader.read(from: cleanStart(before: start)) { frame in
                counted += 1
                guard let index = shots.first else { return false }
                guard let number = isDamaged ? counted : frame.pts.flatMap({ numbers[$0] }),
                    number >= plan.cuts[index].frames.lowerBound
                else { return true }
                if coder == nil {
                    coder = try ShotCoder(
                        source: source, path: folder + "/" + pieces[index].file, frames: plan.cuts[index].frames,
                        times: times, like: frame, shot: shot(plan.cuts[index].frames, sound))
                }
                try coder?.take(frame, number: number)
                try checkpoint(1)
                guard number == plan.cuts[index].frames.upperBound - 1 else { return true }
                try close(try coder?.finish(), index, plan)
                coder = nil
                shots = shots.dropFirst()
                next = shots.first.map { plan.cuts[$0].frames.lowerBound } ?? end
                // The next shot follows at once: go on reading. Else seek there.
                return next == number + 1 || isDamaged
            }
            guard next > start else { break }
            start = next
        }
        if let index = shots.first {
            throw Failure.wrongFrames(shot: index + 1, expected: plan.cuts[index].frames.count, written: 0)
        }
    }

    /// Where to begin decoding for `frame`; `nil` for the beginning. An open group's keyframe would do for a player,
    /// but the pictures shown before it come out broken.
    private func cleanStart(before frame: Int) -> Int? {
        guard !isDamaged else { return nil }
        return table.entries.filter { $0.isCleanStart && $0.pts <= times.ticks[frame] }.map(\.pts).max()
    }

    private func shot(_ frames: Range<Int>, _ sound: [SoundTrack]) -> ShotFile.Shot {
        ShotFile.Shot(
            startTick: times.ticks[frames.lowerBound], start: times.time(of: frames.lowerBound),
            end: times.time(of: frames.upperBound), sound: sound)
    }

    private func close(_ file: ShotFile?, _ index: Int, _ plan: CutPlan) throws {
        let expected = plan.cuts[index].frames.count
        guard let file, file.frames == expected else {
            throw Failure.wrongFrames(shot: index + 1, expected: expected, written: file?.frames ?? 0)
        }
        try file.finish()
    }

    /// The container that a codec's packets are copied into; `nil` for codecs that neither takes.
    private static func container(for codec: String) -> Muxer.Container? {
        switch codec {
        case "h264", "hevc", "av1", "vp9", "mpeg4": .mp4
        case "prores", "dnxhd", "mjpeg": .mov
        default: nil
        }
    }
}
