import Foundation
import Media
import Render
import Support
import Testing
import Timing

/// A clip split into a folder of its own, and what has to hold of the pieces whatever the clip.
struct Split {
    let source: String
    let pieces: [Splitter.Piece]
    let times: FrameTimes
    private let table: PacketTable
    private let whole: Decoded
    private let folder: TemporaryFolder

    var files: [String] { pieces.map { folder.file($0.file) } }

    /// Splits before each frame of `cuts`; those past the end do not count.
    init(
        _ source: String, at cuts: [Int], method: CutPlan.Method = .auto, isDamaged: Bool = false,
        verification: Verification = .packets,
        request: @escaping (Range<Int>, Int, Int) -> ShotRequest = { .init(frames: $0, number: $1, among: $2) },
        checkpoint: @escaping () throws -> Void = {}
    ) throws {
        try self.init(source, method, isDamaged: isDamaged, verification, checkpoint) { count in
            let bounds = [0] + cuts.filter { $0 < count } + [count]
            return zip(bounds, bounds.dropFirst()).enumerated().map {
                request($1.0..<$1.1, $0 + 1, bounds.count - 1)
            }
        }
    }

    /// Puts runs of frames into one file; what lies past the end does not count.
    init(
        _ source: String, joining runs: [Range<Int>], method: CutPlan.Method = .auto, isDamaged: Bool = false,
        verification: Verification = .full
    ) throws {
        try self.init(source, method, isDamaged: isDamaged, verification, {}) { count in
            let runs = runs.map { $0.clamped(to: 0..<count) }.filter { !$0.isEmpty }
            return [ShotRequest(joining: runs, name: "joined", label: "the shots")]
        }
    }

    private init(
        _ source: String, _ method: CutPlan.Method, isDamaged: Bool, _ verification: Verification,
        _ checkpoint: @escaping () throws -> Void, _ requests: (_ frames: Int) -> [ShotRequest]
    ) throws {
        self.source = source
        folder = try TemporaryFolder()
        table = try PacketTable(reading: try Demuxer(opening: source))
        let whole = try Decoded(source)
        let last = table.entries.filter { !$0.isHidden }.max { $0.pts < $1.pts }?.duration ?? 0
        let times = FrameTimes(timeBase: table.timeBase, ticks: whole.pictures.map(\.tick), lastDuration: last)
        (self.whole, self.times) = (whole, times)
        let splitter = Splitter(
            source: source, table: table, times: times, isDamaged: isDamaged, verification: verification
        ) { _ in try checkpoint() }
        pieces = try splitter.split(requests(times.count), method: method, into: folder.path)
    }

    /// Together the pieces show the source's frames, each once and in order: copied ones bit for bit, coded
    /// ones so close that nobody sees it. Every piece begins at 0, keeps the source's times, and its sound
    /// is as long as its picture.
    func expectEveryFrameOnce(_ note: String = "", numbered: Bool = true) throws {
        for (piece, file) in zip(pieces, files) {
            let note = Comment(
                rawValue: "\(note) \(source) \(piece.file) \(piece.runs) \(piece.way): \(piece.reason)")
            let found = try Decoded(file)
            let frames = piece.runs.flatMap(\.self)
            #expect(found.pictures.count == frames.count, note)
            guard found.pictures.count == frames.count else { continue }
            #expect(found.damage == DecodePass.Damage(), note)
            let coded = Set(piece.proof.reencoded.map(\.frame))
            #expect(piece.way != .copy || coded.isEmpty, note)
            for (frame, picture) in zip(frames, found.pictures) {
                let original = whole.pictures[frame]
                if !coded.contains(frame) {
                    #expect(picture.luma == original.luma, note)
                } else {
                    #expect(picture.likeness(to: original) > 40, note)
                }
                if numbered { #expect(picture.number == original.number, note) }
            }
            try expectTimes(of: piece, in: file, found, note)
            expectSound(of: piece, found, note)
        }
    }

    private func expectTimes(of piece: Splitter.Piece, in file: String, _ found: Decoded, _ note: Comment) throws {
        let video = try #require(try Demuxer(opening: file).video)
        let frames = piece.runs.flatMap(\.self)
        var shown = 0
        for (frame, picture) in zip(frames, found.pictures) {
            let expected = MediaTime(ticks: shown, timeBase: times.timeBase)
            #expect(picture.tick == expected.rescaled(to: video.timeBase, rounding: .nearest)?.ticks, note)
            shown += times.duration(of: frame)
        }
        // A frame that is shown last but not coded last may get its neighbour's length.
        let slack = Double(frames.map(times.duration(of:)).max() ?? 0) * times.timeBase.double
        #expect(abs((video.duration?.seconds ?? 0) - Double(shown) * times.timeBase.double) <= slack + 0.0011, note)
    }

    private func expectSound(of piece: Splitter.Piece, _ found: Decoded, _ note: Comment) {
        guard let sound = whole.sound else { return }
        let expected = piece.runs.reduce(0.0) { length, run in
            let start = times.time(of: run.lowerBound).seconds
            return length + max(0, min(times.time(of: run.upperBound).seconds, sound.end) - max(start, sound.start))
        }
        let packet = 1024 / sound.rate
        #expect(abs((found.sound.map { $0.end - $0.start } ?? 0) - expected) <= packet + 0.001, note)
        if expected > packet { #expect(abs(found.sound?.start ?? 9) <= packet, note) }
    }
}

extension Splitter.Piece {
    /// The frames of a file that holds one shot.
    var frames: Range<Int> { runs[0] }
}

/// All that a clip decodes to, small enough to be held.
struct Decoded {
    struct Picture {
        let tick: Int
        let number: Int
        let luma: [UInt8]

        /// Peak signal against noise in dB, of every seventh sample.
        func likeness(to other: Picture) -> Double {
            var total = 0
            for index in stride(from: 0, to: luma.count, by: 7) {
                let difference = Int(luma[index]) - Int(other.luma[index])
                total += difference * difference
            }
            return total == 0 ? 99 : 10 * log10(255 * 255 * Double(luma.count / 7 + 1) / Double(total))
        }
    }

    /// From the first sample heard to the end of the last, in seconds.
    struct Sound {
        var start: Double
        var end: Double
        let rate: Double
    }

    private(set) var pictures: [Picture] = []
    private(set) var sound: Sound?
    private(set) var damage = DecodePass.Damage()

    init(_ path: String) throws {
        let track = try Demuxer(opening: path).audio.first
        var scaler: Scaler?
        var (pictures, sound) = ([Picture](), Sound?.none)
        damage = try DecodePass(path, soundStream: track?.index).run(
            picture: { frame in
                if scaler == nil {
                    let format = PictureFormat(width: frame.width, height: frame.height, layout: .yuv444)
                    scaler = Scaler(to: format, filter: .bicubic)
                }
                let luma = try scaler!.scale(frame).plane(0)
                let number = Clip.number(inLuma: luma, width: frame.width, height: frame.height)
                pictures.append(Picture(tick: frame.pts ?? 0, number: number, luma: luma))
            },
            sound: { block in
                let rate = Double(block.sampleRate)
                let start = Double(block.pts ?? 0) * (track?.timeBase.double ?? 0)
                if sound == nil { sound = Sound(start: start, end: start, rate: rate) }
                sound?.end += Double(block.samples) / rate
            })
        (self.pictures, self.sound) = (pictures, sound)
    }
}
