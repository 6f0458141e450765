internal import Media

/// One shot, or shots that are joined, on the way to a proven file.
struct ShotWork {
    private(set) var parts: [ShotPart]
    let request: ShotRequest
    /// Where the file goes, without extension.
    private let stem: String
    let shot: ShotFile.Shot
    /// Which of ``ShotCoding/factors`` is tried.
    private(set) var fineness = 0
    /// Bytes that the source spends on the frames that are encoded again.
    var sourceBytes = 0
    var proof: ShotProof?

    init(_ request: ShotRequest, cuts: [CutPlan.Cut], folder: String, shot: ShotFile.Shot) {
        self.request = request
        parts = zip(cuts, shot.spans).map { ShotPart($0, $1) }
        stem = folder + "/" + request.name
        self.shot = shot
    }

    var path: String { "\(stem).\(shot.container.rawValue)" }
    var factor: Int { ShotCoding.factors[fineness] }
    /// How the file is made.
    var way: CutPlan.Way {
        if parts.allSatisfy({ $0.cut.way == .copy }) { return .copy }
        return parts.allSatisfy { $0.cut.way == .encode } ? .encode : .smart
    }
    var frameCount: Int { parts.reduce(0) { $0 + $1.cut.frames.count } }
    /// The source's packets that the file takes, in its order.
    var packets: PacketOrder { PacketOrder(parts.compactMap(\.cut.packets)) }

    /// Keeps the coded head or tail of a part.
    mutating func keep(_ run: CodedRun, of frames: Range<Int>, in part: Int) {
        if frames == parts[part].cut.head { parts[part].head = run } else { parts[part].tail = run }
    }

    /// Drops what was coded.
    mutating func forgetCoded() {
        for part in parts.indices { (parts[part].head, parts[part].tail) = (nil, nil) }
    }

    /// The least likeness of a picture that is encoded again, in dB: nobody sees such a seam.
    private static let leastLikeness = 45.0

    /// Whether the file has to be made once more, in which case it is set up for that.
    mutating func needsAnotherTry() throws -> Bool {
        guard let proof else { return true }
        if let failure = proof.failure {
            guard way != .encode else { throw Splitter.Failure.notProven(shot: request.label, reason: failure) }
            let reason = "made by \(way.rawValue) it failed its proof: \(failure)"
            for part in parts.indices {
                parts[part].cut = CutPlan.Cut(encoding: parts[part].cut.frames, because: reason)
            }
            forgetCoded()
            return true
        }
        guard fineness + 1 < ShotCoding.factors.count else { return false }
        let isFar = proof.leastLikeness.map { $0 < Self.leastLikeness } ?? false
        let isCoarse = way == .smart && parts.reduce(0) { $0 + $1.codedBytes } < sourceBytes
        guard isFar || isCoarse else { return false }
        fineness += 1
        return true
    }

    /// What was made.
    func piece(codec: String) -> Splitter.Piece {
        Splitter.Piece(
            runs: parts.map(\.cut.frames), file: path.split(separator: "/").last.map(String.init) ?? path, way: way,
            codec: way == .encode && codec != "hevc" ? "h264" : codec, reason: reason, proof: proof!)
    }

    /// Each part's reason, once where it is the same, with the frames that it is about.
    private var reason: String {
        let reasons = parts.map(\.cut.reason)
        var words = reasons[0]
        if Set(reasons).count > 1 {
            words = parts.map { "frames \($0.cut.frames.lowerBound)–\($0.cut.frames.upperBound - 1): \($0.cut.reason)" }
                .joined(separator: "; ")
        }
        return parts.count > 1 ? words + soundReason : words
    }

    /// Joined sound that cannot be the source's.
    private var soundReason: String {
        let codecs = SoundWay.all(shot.sound, shot.spans, in: shot.container).compactMap { track, way in
            if case .coded = way { track.info.codec } else { nil }
        }
        return codecs.isEmpty ? "" : "; sound (\(codecs.joined(separator: ", "))) is coded anew, to the sample"
    }
}
