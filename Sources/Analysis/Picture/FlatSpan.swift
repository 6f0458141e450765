/// Frames that show one colour and nothing else.
public struct FlatSpan: Sendable, Equatable {
    /// Which colour: black has spans of its own.
    public enum Colour: String, Sendable {
        case white
        /// Any other.
        case colour
    }

    /// Which colour.
    public let colour: Colour
    /// Where.
    public let frames: FrameSpan

    /// Frames of one colour.
    public init(colour: Colour, frames: FrameSpan) {
        self.colour = colour
        self.frames = frames
    }
}

/// Finds frames of one colour that is not black.
struct FlatCollector {
    private var white = RunCollector()
    private var coloured = RunCollector()

    /// How far luma and chroma may be from their mean, in levels, in all but ``strays`` of the places.
    private static let tolerance: Int32 = 6
    private static let strays = 0.02
    /// 90 % of video range.
    private static let whiteLevel = 213.0

    mutating func take(_ picture: SmallPicture, isBlack: Bool, frame: Int) {
        let isFlat =
            !isBlack && [picture.luma, picture.cb, picture.cr].allSatisfy(Self.isEven)
        let isWhite = isFlat && PictureMeter.brightness(picture) >= Self.whiteLevel
        white.take(isWhite, frame: frame)
        coloured.take(isFlat && !isWhite, frame: frame)
    }

    /// The spans in order.
    mutating func finish(frames: Int) -> [FlatSpan] {
        white.finish(frames: frames)
        coloured.finish(frames: frames)
        return
            (white.spans.map { FlatSpan(colour: .white, frames: $0) }
            + coloured.spans.map { FlatSpan(colour: .colour, frames: $0) })
            .sorted { $0.frames.startFrame < $1.frames.startFrame }
    }

    private static func isEven(_ plane: [UInt8]) -> Bool {
        var total: UInt32 = 0
        for sample in plane { total &+= UInt32(sample) }
        let mean = Int32((Double(total) / Double(plane.count)).rounded())
        var far: UInt32 = 0
        for sample in plane { far &+= abs(Int32(sample) &- mean) > tolerance ? 1 : 0 }
        return Double(far) <= strays * Double(plane.count)
    }
}
