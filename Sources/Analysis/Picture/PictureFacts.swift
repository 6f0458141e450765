/// What the pictures of a clip show, measured; whether that is right is for others to say.
public struct PictureFacts: Sendable, Equatable {
    /// Frames on which nothing is to be seen but black.
    public let black: [FrameSpan]
    /// Frames of which each looks like the one before it, for at least half a second by the clip's rate.
    /// A span begins with the second of two equal frames.
    public let frozen: [FrameSpan]
    /// Frames that differ from the one before, the first included.
    public let distinctFrames: Int
    /// Frames that repeat the one before.
    public let heldFrames: Int
}

/// Measures black, frozen and held frames over the small pictures of a clip, one at a time.
public struct PictureMeter: Sendable {
    /// The share of dark pixels from which a picture counts as black, as FFmpeg's `blackdetect` has it.
    static let blackShare = 0.98
    /// The darkest tenth of video range: 16 + 0.1 * 219.
    static let blackLevel: UInt8 = 38
    /// Mean difference of luma below which two frames are the same picture coded twice: coding noise of
    /// a held frame stays below it, the slowest real motion on the clips measured is above.
    static let heldDifference = 0.06

    private var previous: SmallPicture?
    private var frames = 0
    private var held = 0
    private var black = RunCollector()
    private var still = RunCollector()
    private let frozenFrames: Int

    /// - Parameter frameRate: frames a second, for the length from which frames count as frozen.
    public init(frameRate: Double) {
        frozenFrames = max(2, Int((frameRate / 2).rounded()))
    }

    /// Measures the next picture.
    public mutating func take(_ picture: SmallPicture) {
        black.take(Self.isBlack(picture), frame: frames)
        var isHeld = false
        if let previous, previous.width == picture.width, previous.height == picture.height {
            isHeld = Self.meanDifference(previous, picture) < Self.heldDifference
        }
        still.take(isHeld, frame: frames)
        if isHeld { held += 1 }
        previous = picture
        frames += 1
    }

    /// What was measured.
    public mutating func finish() -> PictureFacts {
        black.finish(frames: frames)
        still.finish(frames: frames)
        return PictureFacts(
            black: black.spans, frozen: still.spans.filter { $0.count >= frozenFrames },
            distinctFrames: frames - held, heldFrames: held)
    }

    /// Mean luma of a picture, 16 to 235.
    public static func brightness(_ picture: SmallPicture) -> Double {
        var total = 0
        for y in 0..<picture.height {
            var row: UInt32 = 0
            for x in y * picture.width..<(y + 1) * picture.width { row &+= UInt32(picture.luma[x]) }
            total += Int(row)
        }
        return Double(total) / Double(picture.luma.count)
    }

    private static func isBlack(_ picture: SmallPicture) -> Bool {
        var dark: UInt32 = 0
        for sample in picture.luma { dark &+= sample <= blackLevel ? 1 : 0 }
        return Double(dark) >= blackShare * Double(picture.luma.count)
    }

    private static func meanDifference(_ a: SmallPicture, _ b: SmallPicture) -> Double {
        var total: UInt32 = 0
        for index in a.luma.indices {
            total &+= UInt32(abs(Int32(a.luma[index]) &- Int32(b.luma[index])))
        }
        return Double(total) / Double(a.luma.count)
    }
}
