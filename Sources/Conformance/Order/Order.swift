package import Timing

/// What was ordered. Every expectation is optional: what nobody asked for is not checked.
package struct Order: Sendable, Equatable {
    /// Width and height, as seen upright.
    package var size: Expectation<SizeRule>?
    /// Width over height, as shown.
    package var aspect: Expectation<Rational>?
    /// Frames a second.
    package var frameRate: Expectation<FrameRateRule>?
    /// Whether every frame has to last as long as the next.
    package var constantFrameRate: Expectation<Bool>?
    /// How long the clip runs.
    package var duration: Expectation<MediaTime>?
    /// Whether the clip has to have sound (`true`) or to be without (`false`).
    package var sound: Expectation<Bool>?
    /// Accepted container formats by FFmpeg's short names, such as "mp4".
    package var containers: Expectation<[String]>?
    /// Accepted video codecs by FFmpeg's names, such as "h264".
    package var videoCodecs: Expectation<[String]>?
    /// Accepted audio codecs by FFmpeg's names, such as "aac".
    package var audioCodecs: Expectation<[String]>?
    /// Accepted pixel formats by FFmpeg's names, such as "yuv420p".
    package var pixelFormats: Expectation<[String]>?
    /// The fewest bits a sample of the picture may have.
    package var minimumBitDepth: Expectation<Int>?
    /// Accepted dynamic ranges.
    package var dynamicRanges: Expectation<[DynamicRange]>?
    /// How many shots were scripted.
    package var shots: Expectation<Int>?
    /// When each shot was scripted to begin, the first one included.
    package var shotStarts: Expectation<[MediaTime]>?
    /// Whether the index has to come before the media.
    package var fastStart: Expectation<Bool>?
    /// How loud the sound has to be.
    package var loudness: Expectation<LoudnessRule>?
    /// What the clip has to cost.
    package var price: Expectation<Price>?
    /// What a deviation counts as, by check id. See ``Severity``.
    package var severities: [String: Expectation<Severity>] = [:]

    /// An order that asks for nothing.
    package init() {}

    /// One order out of several, given from the most trusted to the least: each expectation is taken
    /// from the first that has it. The order of trust is request, job, spec preset, command line.
    package init(merging orders: [Order]) {
        for order in orders {
            size = size ?? order.size
            aspect = aspect ?? order.aspect
            frameRate = frameRate ?? order.frameRate
            constantFrameRate = constantFrameRate ?? order.constantFrameRate
            duration = duration ?? order.duration
            sound = sound ?? order.sound
            containers = containers ?? order.containers
            videoCodecs = videoCodecs ?? order.videoCodecs
            audioCodecs = audioCodecs ?? order.audioCodecs
            pixelFormats = pixelFormats ?? order.pixelFormats
            minimumBitDepth = minimumBitDepth ?? order.minimumBitDepth
            dynamicRanges = dynamicRanges ?? order.dynamicRanges
            shots = shots ?? order.shots
            shotStarts = shotStarts ?? order.shotStarts
            fastStart = fastStart ?? order.fastStart
            loudness = loudness ?? order.loudness
            price = price ?? order.price
            severities.merge(order.severities) { trusted, _ in trusted }
        }
    }

    /// Whether nobody asked for anything.
    package var isEmpty: Bool { self == Order() }
}
