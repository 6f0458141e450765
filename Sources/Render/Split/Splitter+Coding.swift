internal import Media

extension Splitter {
    /// Encodes what the shots want encoded, in one pass over the frames that it takes: whole shots into their files,
    /// the ends of smart cuts into memory.
    func code(_ wanted: [Int], _ works: inout [ShotWork], _ seam: Seam) throws {
        let demuxer = try Demuxer(opening: source.path)
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
                try encode(run, works[index], index, &frames, demuxer)
            } else {
                let coded = try codeEnd(run, works[index], index, &frames, video, seam)
                if run == works[index].cut.head { works[index].head = coded } else { works[index].tail = coded }
            }
        }
    }

    /// A whole shot, straight into its file.
    private func encode(
        _ run: Range<Int>, _ work: ShotWork, _ index: Int, _ frames: inout FrameRuns, _ demuxer: borrowing Demuxer
    ) throws {
        guard let (first, picture) = try frames.next(), first == run.lowerBound else { throw missing(run, index, 0) }
        let video = demuxer.video!
        let coder = try ShotCoder(
            ShotCoding.whole(of: video, factor: work.factor), of: video, like: picture, times: source.times,
            start: work.shot.startTick)
        let file = try ShotFile(codingTo: work.path, of: demuxer, coder: coder, work.shot)
        try coder.take(picture, number: first) { try file.write($0) }
        try checkpoint(1)
        for expected in run.dropFirst() {
            guard let (number, picture) = try frames.next(), number == expected else {
                throw missing(run, index, expected - run.lowerBound)
            }
            try coder.take(picture, number: number) { try file.write($0) }
            try checkpoint(1)
        }
        try coder.finish { try file.write($0) }
        guard file.frames == run.count else { throw missing(run, index, file.frames) }
        try file.finish()
    }

    /// The head or tail of a smart cut.
    private func codeEnd(
        _ run: Range<Int>, _ work: ShotWork, _ index: Int, _ frames: inout FrameRuns, _ video: VideoStreamInfo,
        _ seam: Seam
    ) throws -> CodedRun {
        guard let (first, picture) = try frames.next(), first == run.lowerBound else { throw missing(run, index, 0) }
        let coding = ShotCoding.seam(
            beside: seam.parameters!, reordered: seam.reordered, id: seam.id!, factor: work.factor)
        let coder = try ShotCoder(
            coding, of: video, like: picture, times: source.times, start: work.shot.startTick)
        guard let sets = coder.encoder.parameterSets else { throw missing(run, index, 0) }
        let coded = CodedRun(sets)
        try coder.take(picture, number: first) { try coded.append($0) }
        try checkpoint(1)
        for expected in run.dropFirst() {
            guard let (number, picture) = try frames.next(), number == expected else {
                throw missing(run, index, expected - run.lowerBound)
            }
            try coder.take(picture, number: number) { try coded.append($0) }
            try checkpoint(1)
        }
        try coder.finish { try coded.append($0) }
        guard coded.count == run.count else { throw missing(run, index, coded.count) }
        return coded
    }

    private func missing(_ run: Range<Int>, _ index: Int, _ written: Int) -> Failure {
        .wrongFrames(shot: index + 1, expected: run.count, written: written)
    }
}
