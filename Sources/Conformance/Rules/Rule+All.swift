extension Rule {
    /// Every rule, in the order in which checks are listed.
    package static let all: [Rule] = [
        readable, container,
        videoPresent, resolution, aspect, frameRate, constantFrameRate, duration,
        videoCodec, pixelFormat, bitDepth,
        audioPresent, audioSilent, audioCodec, audioDuration,
        shotCount, shotTimes,
    ]
}
