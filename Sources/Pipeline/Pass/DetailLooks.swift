internal import Analysis
internal import Media

/// Chooses the few frames of a clip whose detail is measured, at full size.
struct DetailLooks {
    /// As many as tell the same as more would, and cost nothing beside the decode.
    private static let most = 12

    private var meter = DetailMeter()
    private let frames: Set<Int>
    private var isDue = false
    private var eightBit: Scaler?

    /// One frame out of each twelfth of the clip: a keyframe, which coders spend most on, or else the middle one, or the
    /// next that is predicted from one side alone. The others are the poorest, and not always decoded to the last step.
    init(at clip: ClipProbe) {
        let keys = clip.table.keyframes
        let count = min(Self.most, clip.frames)
        frames = Set(
            (0..<count).map { part in
                let span = part * clip.frames / count..<(part + 1) * clip.frames / count
                return keys.first(where: span.contains) ?? (span.lowerBound + span.upperBound) / 2
            })
    }

    mutating func take(_ frame: VideoFrame, number: Int) throws {
        if frames.contains(number) { isDue = true }
        guard isDue, frame.isLikelyReference else { return }
        isDue = false
        try eightBits(frame).withLuma { luma, stride in
            meter.take(luma: luma, stride: stride, width: frame.width, height: frame.height)
        }
    }

    var trueResolution: TrueResolution { meter.finish() }

    /// The frame with luma in bytes; in its own size, so that the scaler only changes the depth.
    private mutating func eightBits(_ frame: VideoFrame) throws -> VideoFrame {
        if frame.hasEightBitLuma { return frame }
        let scaler = eightBit ?? Scaler(to: PictureFormat(width: frame.width, height: frame.height), filter: .bicubic)
        eightBit = scaler
        return try scaler.scale(frame)
    }
}

extension PacketTable {
    /// The numbers of the shown frames that are keyframes, in the order in which they are shown.
    fileprivate var keyframes: [Int] {
        entries.filter { !$0.isHidden }.sorted { $0.pts < $1.pts }.enumerated().filter { $0.element.isKey }.map(
            \.offset)
    }
}
