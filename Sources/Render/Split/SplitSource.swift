internal import Media
internal import Timing

/// The clip that is cut, and what is known of it.
struct SplitSource {
    let path: String
    /// What a look into its pictures told.
    let known: StreamParameters?
    let table: PacketTable
    let times: FrameTimes
    /// Whether packets and frames do not match.
    let isDamaged: Bool

    /// Reads runs of frames.
    ///
    /// - Parameter isRescue: whether they are those that came out when the clip was read from its beginning.
    func runs(_ runs: [Range<Int>], isRescue: Bool = false) throws -> FrameRuns {
        let approach: FrameRuns.Approach =
            !times.areReliable || !table.hasTimes ? .counted : isDamaged || isRescue ? .read : .sought
        return try FrameRuns(path, knowing: known, table: table, times: times, by: approach, runs: runs)
    }

    /// Those of some frames that come out of the decoder, as runs.
    func decodable(_ frames: Range<Int>, checkpoint: () throws -> Void) throws -> [Range<Int>] {
        let approach: FrameRuns.Approach = !times.areReliable || !table.hasTimes ? .counted : .read
        var reading = try FrameRuns(path, knowing: known, table: table, times: times, by: approach, runs: [frames])
        var found = Set<Int>()
        while let (number, _) = try reading.next() {
            found.insert(number)
            try checkpoint()
        }
        return found.sorted().reduce(into: []) { runs, number in
            if let last = runs.last, last.upperBound == number {
                runs[runs.count - 1] = last.lowerBound..<number + 1
            } else {
                runs.append(number..<number + 1)
            }
        }
    }

    /// The place of a shot, and what goes into its file.
    func shot(
        _ request: ShotRequest, created: String?, sound: [SoundTrack], subtitles: [SubtitleTrack],
        container: Muxer.Container
    ) -> ShotFile.Shot {
        var spans: [Span] = []
        for run in request.runs {
            let end = run.upperBound < times.count ? times.ticks[run.upperBound] : times.end
            spans.append(
                Span(
                    frames: run, ticks: times.ticks[run.lowerBound]..<end, place: spans.last?.end ?? 0,
                    timeBase: times.timeBase))
        }
        let metadata = [("title", request.title), ("comment", request.prompt), ("creation_time", created)]
        return ShotFile.Shot(
            spans: spans, sound: sound, subtitles: container == .mp4 ? subtitles : [], container: container,
            timecode: request.timecode,
            metadata: metadata.compactMap { key, value in value.map { (key: key, value: $0) } }, xmp: request.xmp)
    }

    /// Bytes of the packets that show some frames.
    func bytes(of frames: Range<Int>, _ order: [Int]) -> Int {
        frames.reduce(0) { $0 + (order.indices.contains($1) ? table.entries[order[$1]].size : 0) }
    }
}
