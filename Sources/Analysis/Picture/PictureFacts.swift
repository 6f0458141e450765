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
    /// Frames of one colour that is not black.
    public let flat: [FlatSpan]
    /// One or two frames that have nothing to do with those around them.
    public let flashes: [FrameSpan]
    /// Black bars inside the picture.
    public let borders: Borders
    /// How evenly the motion advances.
    public let cadence: CadenceFacts
    /// For each span of ``frozen``, whether the picture moved until right before it: then it stopped, and is no still
    /// scene.
    public let stops: [Bool]
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
    private var still = StillFinder()
    private var flat = FlatCollector()
    private var flashes = FlashFinder()
    private var borders = BorderFinder()
    private var motion = MotionTrace()
    private let frozenFrames: Int

    /// - Parameter frameRate: frames a second, for the length from which frames count as frozen.
    public init(frameRate: Double) {
        frozenFrames = max(2, Int((frameRate / 2).rounded()))
    }

    /// Measures the next picture.
    public mutating func take(_ picture: SmallPicture) {
        let isBlack = Self.isBlack(picture)
        black.take(isBlack, frame: frames)
        flat.take(picture, isBlack: isBlack, frame: frames)
        flashes.take(picture)
        if !isBlack { borders.take(picture) }
        motion.take(picture)
        var isHeld = false
        if let previous, previous.width == picture.width, previous.height == picture.height {
            isHeld = motion.steps[frames] < Float(Self.heldDifference)
        }
        still.take(
            picture, after: previous, step: Double(motion.steps[frames]), isHeld: isHeld, frame: frames)
        if isHeld { held += 1 }
        previous = picture
        frames += 1
    }

    /// What was measured.
    public mutating func finish() -> PictureFacts {
        black.finish(frames: frames)
        let frozen = still.finish(frames: frames, shortest: frozenFrames)
        return PictureFacts(
            black: black.spans, frozen: frozen, distinctFrames: frames - held, heldFrames: held,
            flat: flat.finish(frames: frames), flashes: flashes.finish(steps: motion.steps), borders: borders.borders(),
            cadence: CadenceFinder(motion).facts(), stops: frozen.map { moves(before: $0.startFrame) })
    }

    /// Whether the frames right before `frame` move above coding noise: two of four, since of a doubled rate every
    /// other one repeats, and a coder refines a still picture in one step.
    private func moves(before frame: Int) -> Bool {
        motion.steps[max(1, frame - 4)..<max(1, frame)].count { Double($0) >= Self.plainMotion } >= 2
    }

    /// Motion that nobody calls still, in levels.
    private static let plainMotion = 0.25

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
}
