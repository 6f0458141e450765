/// Measures how much of their size the finest detail in a clip's pictures fills, over a dozen frames or so.
///
/// Each frame is looked at where it has most detail: in the blocks with the largest differences between neighbours, along
/// rows and along columns. The sharper half of the frames decides; the rest may be blurred, dark, or coded coarsely. How
/// sure it is that a clip was enlarged is no more than the share of frames that do not show detail of their own size: a
/// filmed screen or a fabric has a rhythm that looks like a scaler's, and the next shot does not.
public struct DetailMeter: Sendable {
    /// Blocks of a frame that are transformed; a large picture has no need of more.
    private static let mostBlocks = 48
    /// A picture with fewer blocks says too little.
    private static let fewestBlocks = 40
    /// Samples this dark are a letterbox's; its edge is sharp whatever the picture is.
    private static let barLevel: UInt8 = 20
    /// Level of the second and third band (decimal logarithm of squared levels) below which there is nothing to judge by.
    /// An enlargement by four still leaves them; what lies above may be missing because of it.
    static let leastDetail: Float = 1
    /// From here on a picture counts as enlarged, below the other as its own size; between them nothing is said.
    private static let enlargedFrom: Float = 0.5
    private static let ownSizeBelow: Float = 0.3

    private var frames: [Frame] = []
    private var size = (width: 0, height: 0)

    /// What one frame showed.
    private struct Frame: Sendable {
        var rows = BlockSpectrum()
        var columns = BlockSpectrum()

        var levels: [Float] { zip(rows.levels, columns.levels).map { ($0 + $1) / 2 } }
        /// The level of the upper half of the bands.
        var sharpness: Float { levels[8...].reduce(0, +) }
    }

    /// A meter that has seen nothing.
    public init() {}

    /// Looks at a frame of full size; `luma` are its 8-bit samples, rows from the top, without padding.
    public mutating func take(luma: [UInt8], width: Int, height: Int) {
        precondition(luma.count == width * height, "luma fills the picture")
        take(luma: luma.span, stride: width, width: width, height: height)
    }

    /// Looks at a frame of full size where it lies; `stride` samples are from the beginning of a row to that of the next.
    package mutating func take(luma: Span<UInt8>, stride: Int, width: Int, height: Int) {
        precondition(stride >= width && luma.count >= stride * (height - 1) + width, "luma holds the picture")
        if (width, height) != size {
            frames = []
            size = (width, height)
        }
        let side = BlockSpectrum.side
        let (across, down) = (width / side, height / side)
        guard across * down >= Self.fewestBlocks else { return }
        var alongRows: [(activity: UInt32, block: Int)] = []
        var alongColumns: [(activity: UInt32, block: Int)] = []
        for block in 0..<across * down {
            let corner = block / across * side * stride + block % across * side
            let (rows, columns) = Self.activity(luma, from: corner, stride: stride)
            alongRows.append((rows, block))
            alongColumns.append((columns, block))
        }
        let wanted = min(Self.mostBlocks, across * down / 4)
        var frame = Frame()
        for (_, block) in alongRows.sorted(by: { $0 > $1 }) where frame.rows.blocks < wanted {
            let (x, y) = (block % across * side, block / across * side)
            let lines = LineBlock(luma, x: x, y: y, stride: stride, alongRows: true, dark: Self.barLevel)
            if let lines { frame.rows.add(lines, offset: x) }
        }
        for (_, block) in alongColumns.sorted(by: { $0 > $1 }) where frame.columns.blocks < wanted {
            let (x, y) = (block % across * side, block / across * side)
            let lines = LineBlock(luma, x: x, y: y, stride: stride, alongRows: false, dark: Self.barLevel)
            if let lines { frame.columns.add(lines, offset: y) }
        }
        if frame.rows.blocks > 0, frame.columns.blocks > 0 { frames.append(frame) }
    }

    /// What the frames come to.
    public func finish() -> TrueResolution {
        let blocks = size.width / BlockSpectrum.side * (size.height / BlockSpectrum.side)
        guard blocks >= Self.fewestBlocks else { return .unknown(.tooSmall) }
        guard let features, features.coarse >= Self.leastDetail else { return .unknown(.noDetail) }
        let enlarged = DenseModel.enlarged.likelihood(features.values)
        if enlarged < Self.ownSizeBelow {
            return .size(width: size.width, height: size.height, confidence: Double(1 - enlarged))
        }
        guard enlarged >= Self.enlargedFrom else { return .unknown(.soft) }
        let (share, of) =
            if DenseModel.thirds.likelihood(features.values) >= 0.5 {
                (1, 3)
            } else if DenseModel.halves.likelihood(features.values) >= 0.5 {
                (1, 2)
            } else {
                (2, 3)
            }
        func scaled(_ side: Int) -> Int { max((2 * side * share + of) / (2 * of), 1) }
        let confidence = min(Double(enlarged), 1 - Double(framesOfOwnSize) / Double(frames.count))
        return .size(width: scaled(size.width), height: scaled(size.height), confidence: confidence)
    }

    /// Frames that by themselves count as not enlarged.
    private var framesOfOwnSize: Int {
        frames.count { frame in
            let features = Self.features(of: CollectionOfOne(frame))
            return features.coarse >= Self.leastDetail
                && DenseModel.enlarged.likelihood(features.values) < Self.ownSizeBelow
        }
    }

    /// What the models take, and the level of the second and third band; `nil` when no frame had anything to look at.
    var features: (values: [Float], coarse: Float)? {
        let sharpest = frames.sorted { $0.sharpness > $1.sharpness }.prefix((frames.count + 1) / 2)
        return sharpest.isEmpty ? nil : Self.features(of: sharpest)
    }

    private static func features(of frames: some Collection<Frame>) -> (values: [Float], coarse: Float) {
        var (rows, columns) = (BlockSpectrum(), BlockSpectrum())
        var levels = [Float](repeating: 0, count: BlockSpectrum.bands)
        for frame in frames {
            rows.add(frame.rows)
            columns.add(frame.columns)
            for (band, level) in frame.levels.enumerated() { levels[band] += level / Float(frames.count) }
        }
        let detail = levels[2..<5].reduce(0, +) / 3
        let rhythm = zip(rows.rhythm, columns.rhythm).map { ($0 + $1) / 2 }
        return (levels[1...].map { $0 - detail } + [detail] + rhythm, (levels[1] + levels[2]) / 2)
    }

    /// Sums of the differences between neighbours of every second row, along rows and along columns.
    private static func activity(_ luma: Span<UInt8>, from corner: Int, stride: Int) -> (rows: UInt32, columns: UInt32)
    {
        let side = BlockSpectrum.side
        var (rows, columns): (UInt32, UInt32) = (0, 0)
        for pair in 0..<side / 2 {
            let start = corner + 2 * pair * stride
            for x in start..<start + side - 1 {
                rows &+= UInt32(truncatingIfNeeded: abs(Int32(luma[x + 1]) &- Int32(luma[x])))
                columns &+= UInt32(truncatingIfNeeded: abs(Int32(luma[x + stride]) &- Int32(luma[x])))
            }
        }
        return (rows, columns)
    }
}
