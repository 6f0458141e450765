internal import Media

extension Splitter {
    /// Encodes what the shots want encoded, in one pass over the frames that it takes: whole shots into their files,
    /// the ends of smart cuts into memory.
    func code(
        _ wanted: [Int], _ works: inout [ShotWork], _ seam: Seam, _ demuxer: borrowing Demuxer
    ) throws {
        guard let video = demuxer.video else { throw InputError(path: source.path, problem: .noVideo) }
        let order = source.table.displayOrder
        var runs: [(index: Int, frames: Range<Int>)] = []
        for index in wanted {
            let cut = works[index].cut
            (works[index].head, works[index].tail) = (nil, nil)
            switch cut.way {
            case .copy: break
            case .smart:
                runs += [(index, cut.head), (index, cut.tail)].filter { !$0.1.isEmpty }
                works[index].sourceBytes = source.bytes(of: cut.head, order) + source.bytes(of: cut.tail, order)
            case .encode: runs.append((index, cut.frames))
            }
        }
        guard !runs.isEmpty else { return }
        var frames = try source.runs(runs.map(\.frames))
        for (index, run) in runs {
            if works[index].cut.way == .encode {
                try encode(run, works[index], &frames, demuxer)
            } else {
                let coded = try codeEnd(run, works[index], &frames, video, seam)
                if run == works[index].cut.head { works[index].head = coded } else { works[index].tail = coded }
            }
        }
    }

    /// A whole shot, straight into its file.
    private func encode(
        _ run: Range<Int>, _ work: ShotWork, _ frames: inout FrameRuns, _ demuxer: borrowing Demuxer
    ) throws {
        guard let (first, picture) = try frames.next(), first == run.lowerBound else { throw missing(run, work, 0) }
        let video = demuxer.video!
        let coder = try ShotCoder(
            ShotCoding.whole(of: video, factor: work.factor), of: video, like: picture, times: source.times,
            start: work.shot.startTick)
        let file = try ShotFile(codingTo: work.path, of: demuxer, coder: coder, work.shot)
        let start = work.shot.startTick
        let clock = DecodingClock(
            sorted: run.map { source.times.ticks[$0] - start }, reordered: coder.reordered,
            end: work.shot.endTick - start)
        let write = { (packet: borrowing Packet) in
            guard file.frames < run.count, let pts = packet.pts else {
                throw missing(run, work, file.frames)
            }
            try file.write(packet, at: clock.timing(of: file.frames, shownAt: pts))
        }
        try coder.take(picture, number: first, each: write)
        try checkpoint(1)
        for expected in run.dropFirst() {
            guard let (number, picture) = try frames.next(), number == expected else {
                throw missing(run, work, expected - run.lowerBound)
            }
            try coder.take(picture, number: number, each: write)
            try checkpoint(1)
        }
        try coder.finish(each: write)
        guard file.frames == run.count else { throw missing(run, work, file.frames) }
        try file.finish()
    }

    /// The head or tail of a smart cut.
    private func codeEnd(
        _ run: Range<Int>, _ work: ShotWork, _ frames: inout FrameRuns, _ video: VideoStreamInfo,
        _ seam: Seam
    ) throws -> CodedRun {
        guard let (first, picture) = try frames.next(), first == run.lowerBound else { throw missing(run, work, 0) }
        let coding = ShotCoding.seam(
            beside: seam.parameters!, reordered: seam.reordered, id: seam.id!, factor: work.factor)
        let coder = try ShotCoder(
            coding, of: video, like: picture, times: source.times, start: work.shot.startTick)
        guard let sets = coder.encoder.parameterSets else { throw missing(run, work, 0) }
        let coded = CodedRun(sets)
        try coder.take(picture, number: first) { try coded.append($0) }
        try checkpoint(1)
        for expected in run.dropFirst() {
            guard let (number, picture) = try frames.next(), number == expected else {
                throw missing(run, work, expected - run.lowerBound)
            }
            try coder.take(picture, number: number) { try coded.append($0) }
            try checkpoint(1)
        }
        try coder.finish { try coded.append($0) }
        guard coded.count == run.count else { throw missing(run, work, coded.count) }
        return coded
    }

    private func missing(_ run: Range<Int>, _ work: ShotWork, _ written: Int) -> Failure {
        .wrongFrames(shot: work.number, expected: run.count, written: written)
    }
}
