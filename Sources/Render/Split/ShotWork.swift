internal import Media

/// One shot on its way to a proven file.
struct ShotWork {
    private(set) var cut: CutPlan.Cut
    /// The shot's number in the clip, from 1.
    let number: Int
    /// Where the file goes, without extension.
    private let stem: String
    let shot: ShotFile.Shot
    /// Which of ``ShotCoding/factors`` is tried.
    private(set) var fineness = 0
    /// The coded ends of a smart cut.
    var head: CodedRun?
    var tail: CodedRun?
    /// Bytes that the source spends on the frames that are encoded again.
    var sourceBytes = 0
    var proof: ShotProof?

    init(cut: CutPlan.Cut, number: Int, path: String, shot: ShotFile.Shot) {
        self.cut = cut
        self.number = number
        stem = path
        self.shot = shot
    }

    var path: String { "\(stem).\(shot.container.rawValue)" }
    var factor: Int { ShotCoding.factors[fineness] }

    /// The least likeness of a picture that is encoded again, in dB: nobody sees such a seam.
    private static let leastLikeness = 45.0

    /// Whether the shot has to be made once more, in which case it is set up for that.
    mutating func needsAnotherTry() throws -> Bool {
        guard let proof else { return true }
        if let failure = proof.failure {
            guard cut.way != .encode else { throw Splitter.Failure.notProven(shot: number, reason: failure) }
            cut = CutPlan.Cut(
                encoding: cut.frames, because: "made by \(cut.way.rawValue) it failed its proof: \(failure)")
            (head, tail) = (nil, nil)
            return true
        }
        guard fineness + 1 < ShotCoding.factors.count else { return false }
        let isFar = proof.leastLikeness.map { $0 < Self.leastLikeness } ?? false
        let coded = (head?.bytes ?? 0) + (tail?.bytes ?? 0)
        guard isFar || (cut.way == .smart && coded < sourceBytes) else { return false }
        fineness += 1
        return true
    }

    /// What was made.
    func piece(codec: String) -> Splitter.Piece {
        Splitter.Piece(
            frames: cut.frames, file: path.split(separator: "/").last.map(String.init) ?? path, way: cut.way,
            codec: cut.way == .encode && codec != "hevc" ? "h264" : codec, reason: cut.reason, proof: proof!)
    }
}
