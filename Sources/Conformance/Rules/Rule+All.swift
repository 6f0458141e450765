extension Rule {
    /// Every rule, in the order in which checks are listed.
    package static let all: [Rule] = [
        readable, container, declared, fastStart, editList,
        videoPresent, resolution, trueResolution, aspect, frameRate, constantFrameRate, duration,
        videoCodec, level, pixelFormat, bitDepth, colour, dynamicRange, hdrMetadata,
        heldFrames, blendedFrames, skippedFrames,
        black, flat, frozen, flash, borders,
        audioPresent, audioSilent, audioCodec, audioStart, audioDuration,
        dropouts, clipping, loudness, stereo, dcOffset,
        shotCount, shotTimes,
        price, outputs,
    ]
}
