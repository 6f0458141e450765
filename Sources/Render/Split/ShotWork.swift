internal import Media

/// One shot, or shots that are joined, on the way to a proven file.
struct ShotWork {
    private(set) var parts: [ShotPart]
    let request: ShotRequest
    /// Where the file goes, without extension.
    private let stem: String
    private(set) var shot: ShotFile.Shot
    /// Which of ``ShotCoding/factors`` is tried.
    private(set) var fineness = 0
    /// Bytes that the source spends on the frames that are encoded again.
    var sourceBytes = 0
    var proof: ShotProof?
    /// Whether it takes only those of the source's frames that come out of the decoder.
    private(set) var isRescued = false
    /// Why there is no file in the end, in words.
    private(set) var failure: String?
    /// What was lost or changed of the sound because of a failure, in words.
    private var soundLoss: String?

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
    /// How many frames the file is to get.
    var frameCount: Int { parts.reduce(0) { $0 + $1.frameCount } }
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

    /// Whether the pictures of a proven file are not good enough, in which case it is set up to be made more finely.
    mutating func needsFinerPictures() -> Bool {
        guard let proof, proof.failure == nil else { return false }
        guard fineness + 1 < ShotCoding.factors.count else { return false }
        let isFar = proof.leastLikeness.map { $0 < Self.leastLikeness } ?? false
        let isCoarse = way == .smart && parts.reduce(0) { $0 + $1.codedBytes } < sourceBytes
        guard isFar || isCoarse else { return false }
        fineness += 1
        self.proof = nil
        return true
    }

    /// What a failure was about.
    enum Subject { case picture, sound, unknown }

    /// Sets it up to be made in another way after a failure, each safer than the one before and farther from the source; or
    /// gives it up.
    ///
    /// - Parameter decodable: reads which of a cut's frames come out of the decoder.
    mutating func fallBack(
        after reason: String, in subject: Subject, decodable: (Range<Int>) throws -> [Range<Int>]
    ) rethrows {
        let said = proof?.failure == nil ? reason : "made by \(way.rawValue) it failed its proof: \(reason)"
        proof = nil
        // Pictures are cheap to keep while only the sound is in doubt.
        if subject != .picture, !shot.sound.isEmpty, !shot.codesSound {
            shot.codesSound = true
            soundLoss = "sound is coded anew: \(reason)"
        } else if subject != .sound, way != .encode {
            for part in parts.indices { parts[part].encode([parts[part].cut.frames], because: said) }
        } else if subject != .sound, !isRescued {
            isRescued = true
            for part in parts.indices {
                parts[part].encode(try decodable(parts[part].cut.frames), because: parts[part].cut.reason)
            }
            if frameCount == 0 { failure = "none of its frames can be decoded" }
        } else if subject != .picture, !shot.sound.isEmpty {
            shot.sound = []
            soundLoss = "the sound is left out: \(reason)"
        } else {
            failure = reason
        }
    }

    /// What was made.
    func piece(of video: VideoStreamInfo, subtitles: [SubtitleStreamInfo]) -> Splitter.Piece {
        let codec = way == .encode && video.codec != "hevc" ? "h264" : video.codec
        let left = LeftOut(video, subtitles, codec: codec, shot)
        return Splitter.Piece(
            label: request.label, runs: parts.map(\.cut.frames),
            file: path.split(separator: "/").last.map(String.init) ?? path, way: way,
            codec: codec, reason: ([reason] + left.words).joined(separator: "; "),
            proof: proof ?? ShotProof(.packets, expectedFrames: request.frameCount),
            missing: failure == nil ? parts.flatMap(\.missing) : [], soundLoss: soundLoss, failure: failure)
    }

    private var reason: String { [pictureReason, soundLoss].compactMap(\.self).joined(separator: "; ") }

    /// Each part's reason, once where it is the same, with the frames that it is about.
    private var pictureReason: String {
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
        guard soundLoss == nil else { return "" }
        let codecs = shot.ways.compactMap { track, way in
            if case .coded = way { track.info.codec } else { nil }
        }
        return codecs.isEmpty ? "" : "; sound (\(codecs.joined(separator: ", "))) is coded anew, to the sample"
    }
}
