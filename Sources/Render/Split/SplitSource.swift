internal import Media
internal import Timing

/// The clip that is cut, and what is known of it.
struct SplitSource {
    let path: String
    let table: PacketTable
    let times: FrameTimes
    /// Whether packets and frames cannot be told by their times.
    let isDamaged: Bool

    /// Reads runs of frames.
    func runs(_ runs: [Range<Int>]) throws -> FrameRuns {
        try FrameRuns(path, table: table, times: times, isCounted: isDamaged, runs: runs)
    }

    /// The place of a shot, and what goes into its file.
    func shot(_ request: ShotRequest, created: String?, sound: [SoundTrack], container: Muxer.Container)
        -> ShotFile.Shot
    {
        let frames = request.frames
        let metadata = [("title", request.title), ("comment", request.prompt), ("creation_time", created)]
        return ShotFile.Shot(
            startTick: times.ticks[frames.lowerBound],
            endTick: frames.upperBound < times.count ? times.ticks[frames.upperBound] : times.end,
            start: times.time(of: frames.lowerBound), end: times.time(of: frames.upperBound), sound: sound,
            container: container, timecode: request.timecode,
            metadata: metadata.compactMap { key, value in value.map { (key: key, value: $0) } })
    }

    /// Bytes of the packets that show some frames.
    func bytes(of frames: Range<Int>, _ order: [Int]) -> Int {
        frames.reduce(0) { $0 + (order.indices.contains($1) ? table.entries[order[$1]].size : 0) }
    }
}
