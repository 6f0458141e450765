internal import Media
internal import Timing

/// Reads some of a clip's frames by their numbers: runs in any order. Decodes no more than leads to each run.
struct FrameRuns: ~Copyable {
    private let table: PacketTable
    private let times: FrameTimes
    /// Whether frames are counted from the start, because their times tell nothing.
    private let isCounted: Bool
    private var numbers: [Int: Int] = [:]
    private var runs: ArraySlice<Range<Int>>
    private var reader: FrameReader
    /// Whether reading has begun to lead to the first of the runs.
    private var isThere = false
    /// The number of the frame that was read last.
    private var position: Int?

    init(
        _ path: String, knowing known: StreamParameters? = nil, table: PacketTable, times: FrameTimes,
        isCounted: Bool = false, runs: [Range<Int>]
    ) throws {
        self.table = table
        self.times = times
        self.isCounted = isCounted
        self.runs = runs.filter { !$0.isEmpty }[...]
        if !isCounted { for (number, tick) in times.ticks.enumerated() { numbers[tick] = number } }
        reader = try FrameReader(path, knowing: known)
    }

    /// Packets that the decoder refused so far.
    var refusedPackets: Int { reader.refusedPackets }

    /// The next frame of the runs; `nil` after the last, or when the clip ends before.
    mutating func next() throws -> (number: Int, frame: VideoFrame)? {
        while let run = runs.first {
            if !isThere { try approach(run.lowerBound) }
            if let position, position >= run.upperBound - 1 {
                leaveRun()
                continue
            }
            guard let frame = try reader.next() else { return nil }
            let number = isCounted ? (position ?? -1) + 1 : frame.pts.flatMap { numbers[$0] }
            guard let number else { continue }
            position = number
            if run.contains(number) { return (number, frame) }
        }
        return nil
    }

    private mutating func leaveRun() {
        runs = runs.dropFirst()
        isThere = false
    }

    /// Goes to the last clean start before `frame`, where that saves decoding.
    private mutating func approach(_ frame: Int) throws {
        isThere = true
        if isCounted {
            guard let position, position >= frame else { return }
            try reader.start(from: nil)
            return self.position = nil
        }
        let start = cleanStart(before: frame)
        if let position, position < frame, start.map({ $0 <= times.ticks[position] }) ?? true { return }
        try reader.start(from: start)
        position = nil
    }

    /// Where to begin decoding for `frame`; `nil` for the beginning. An open group's keyframe would do for a player,
    /// but the pictures shown before it come out broken.
    private func cleanStart(before frame: Int) -> Int? {
        table.entries.filter { $0.isCleanStart && $0.pts <= times.ticks[frame] }.map(\.pts).max()
    }
}
