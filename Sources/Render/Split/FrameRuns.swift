internal import Media
internal import Timing

/// Reads some of a clip's frames by their numbers: runs in any order. Decodes no more than leads to each run.
struct FrameRuns: ~Copyable {
    private let table: PacketTable
    private let times: FrameTimes
    private let approach: Approach
    private var numbers: [Int: Int] = [:]
    private var runs: ArraySlice<Range<Int>>
    private var reader: FrameReader
    /// Whether reading has begun to lead to the first of the runs.
    private var isThere = false
    /// The number of the frame that was read last.
    private var position: Int?

    /// How a frame is found.
    enum Approach {
        /// From the keyframe before it, by its time.
        case sought
        /// From the clip's beginning, by its time: a damaged clip's index leads anywhere.
        case read
        /// From the clip's beginning, by counting, because times tell nothing.
        case counted
    }

    init(
        _ path: String, knowing known: StreamParameters? = nil, table: PacketTable, times: FrameTimes,
        by approach: Approach = .sought, runs: [Range<Int>]
    ) throws {
        self.table = table
        self.times = times
        self.approach = approach
        self.runs = runs.filter { !$0.isEmpty }[...]
        if approach != .counted { for (number, tick) in times.ticks.enumerated() { numbers[tick] = number } }
        // What comes out of a damaged clip must be the same each time.
        reader = try FrameReader(path, knowing: known, threads: approach == .sought ? 0 : 1)
    }

    /// Packets that the decoder refused so far.
    var refusedPackets: Int { reader.refusedPackets }

    /// The next frame of the runs; `nil` after the last, or when the clip ends before.
    mutating func next() throws -> (number: Int, frame: VideoFrame)? {
        while let run = runs.first {
            if !isThere { try go(to: run.lowerBound) }
            if let position, position >= run.upperBound - 1 {
                leaveRun()
                continue
            }
            guard let frame = try reader.next() else { return nil }
            let number = approach == .counted ? (position ?? -1) + 1 : frame.pts.flatMap { numbers[$0] }
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
    private mutating func go(to frame: Int) throws {
        isThere = true
        if approach != .sought {
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
