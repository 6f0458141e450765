internal import Media

extension Splitter {
    /// Encodes what the files want encoded, in one pass over the frames that it takes: whole files as they are, the ends
    /// of smart cuts into memory.
    func code(
        _ wanted: [Int], _ works: inout [ShotWork], _ seam: Seam, _ demuxer: borrowing Demuxer
    ) throws {
        guard let found = demuxer.video else { throw InputError(path: source.path, problem: .noVideo) }
        let order = source.table.displayOrder
        var runs: [(index: Int, part: Int, frames: [Range<Int>])] = []
        for index in wanted {
            works[index].forgetCoded()
            works[index].sourceBytes = 0
            for (part, cut) in works[index].parts.map(\.cut).enumerated() {
                switch cut.way {
                case .copy: break
                case .smart:
                    runs += [cut.head, cut.tail].filter { !$0.isEmpty }.map { (index, part, [$0]) }
                    works[index].sourceBytes += source.bytes(of: cut.head, order) + source.bytes(of: cut.tail, order)
                case .encode: runs.append((index, part, works[index].parts[part].runs))
                }
            }
        }
        guard !runs.isEmpty else { return }
        let video = found.lookingForLight(in: source.path, knowing: source.known)
        var frames = try source.runs(
            runs.flatMap(\.frames), isRescue: wanted.contains { works[$0].isRescued })
        for (index, part, frameRuns) in runs {
            if works[index].way == .encode {
                if part == 0 { try encode(works[index], &frames, video, demuxer) }
            } else {
                let run = frameRuns[0]
                let coded = try codeEnd(run, of: part, works[index], &frames, video, seam)
                works[index].keep(coded, of: run, in: part)
            }
        }
    }

    /// All parts, straight into their file.
    private func encode(
        _ work: ShotWork, _ frames: inout FrameRuns, _ video: VideoStreamInfo, _ demuxer: borrowing Demuxer
    ) throws {
        let ticks = work.parts.flatMap { part in part.frames.map { part.tick(of: $0, source.times) } }
        var open: (coder: ShotCoder, file: ShotFile, clock: DecodingClock)?
        let write = { (packet: borrowing Packet) in
            guard let (_, file, clock) = open, file.frames < ticks.count, let pts = packet.pts else {
                throw missing(ticks.count, work, open?.file.frames ?? 0)
            }
            try file.write(packet, at: clock.timing(of: file.frames, shownAt: pts))
        }
        for (place, number) in work.parts.flatMap(\.frames).enumerated() {
            let picture = try frame(number, place, of: ticks.count, work, &frames)
            if open == nil {
                let coding = ShotCoding.whole(of: video, factor: work.factor)
                let coder = try ShotCoder(coding, of: video, like: picture, timeBase: source.times.timeBase)
                open = (
                    coder,
                    try ShotFile(codingTo: work.path, of: demuxer, coder: coder, light: video.light, work.shot),
                    DecodingClock(sorted: ticks, reordered: coder.reordered, end: work.shot.end)
                )
            }
            let next = place + 1 < ticks.count ? ticks[place + 1] : work.shot.end
            try open?.coder.take(picture, at: ticks[place], for: next - ticks[place], each: write)
            try checkpoint(1)
        }
        try open?.coder.finish(each: write)
        guard let file = open?.file, file.frames == ticks.count else {
            throw missing(ticks.count, work, open?.file.frames ?? 0)
        }
        try file.finish()
    }

    /// The head or tail of a smart cut.
    private func codeEnd(
        _ run: Range<Int>, of part: Int, _ work: ShotWork, _ frames: inout FrameRuns, _ video: VideoStreamInfo,
        _ seam: Seam
    ) throws -> CodedRun {
        let span = work.parts[part].span
        var open: (coder: ShotCoder, coded: CodedRun)?
        for (place, number) in run.enumerated() {
            let picture = try frame(number, place, of: run.count, work, &frames)
            if open == nil {
                let coder = try ShotCoder(
                    seam.coding(factor: work.factor), of: video, like: picture, timeBase: source.times.timeBase)
                guard let sets = coder.encoder.parameterSets else { throw missing(run.count, work, 0) }
                open = (coder, CodedRun(sets, under: seam.numbers))
            }
            let tick = span.tickInFile(source.times.ticks[number])
            try open?.coder.take(picture, at: tick, for: source.times.duration(of: number)) {
                try open?.coded.append($0)
            }
            try checkpoint(1)
        }
        try open?.coder.finish { try open?.coded.append($0) }
        guard let coded = open?.coded, coded.count == run.count else {
            throw missing(run.count, work, open?.coded.count ?? 0)
        }
        return coded
    }

    /// The frame of this number, which has to come next.
    private func frame(_ number: Int, _ place: Int, of count: Int, _ work: ShotWork, _ frames: inout FrameRuns) throws
        -> VideoFrame
    {
        guard let (found, picture) = try frames.next(), found == number else { throw missing(count, work, place) }
        return picture
    }

    private func missing(_ expected: Int, _ work: ShotWork, _ written: Int) -> Failure {
        .wrongFrames(shot: work.request.label, expected: expected, written: written)
    }
}
