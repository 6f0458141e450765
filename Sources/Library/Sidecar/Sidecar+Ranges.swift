internal import Timing

extension Sidecar: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("tool", tool)
        try check("source", source)
        try check("generation", generation)
        try check("group", word: group)
        try check("variant", word: variant)
        try check("media", media)
        try check("analysis", analysis)
        try check("checks", checks)
        try check("shots", shots)
        try check("outputs", outputs)
        for step in timings.steps { try check("timings.\(step)", timings[step], in: SidecarRanges.seconds) }
        try check("recipe", recipe)
    }
}

extension Sidecar.Tool: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("name", word: name)
        try check("version", word: version)
        try check("ffmpeg", word: ffmpeg)
    }
}

extension Sidecar.Source: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("file", file: file)
        try check("bytes", bytes, in: SidecarRanges.counts)
        guard SidecarRanges.instants.contains(fetchedAt.timeIntervalSince1970) else {
            throw OutOfRange("fetchedAt", "is not in the years 1 to 9999")
        }
    }
}

extension Sidecar.Generation: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("provider", word: provider)
        try check("jobId", word: jobId)
        try check("model", word: model)
        try check("promptWriter", word: promptWriter)
        try check("credits.expected", credits.expected, in: SidecarRanges.counts)
        try check("credits.charged", credits.charged, in: SidecarRanges.counts)
    }
}

extension Sidecar.Media: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("container", container)
        try check("video", video)
        try check("audio", audio)
        try check(
            "provenance.contentCredentials.bytes", provenance?.contentCredentials?.bytes, in: SidecarRanges.counts)
    }
}

extension Sidecar.Container: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("format", word: format)
        try check("formatName", word: formatName)
        try check("bitRate", bitRate, in: 0...Int.max)
    }
}

extension Sidecar.Light: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        let display = masteringDisplay
        for (name, place) in [
            ("red", display?.red), ("green", display?.green), ("blue", display?.blue), ("white", display?.white),
        ] {
            guard let place else { continue }
            guard place.count == 2, place.allSatisfy(SidecarRanges.chromaticities.contains) else {
                throw OutOfRange("masteringDisplay.\(name)", "is not a place in the CIE 1931 diagram")
            }
        }
        try check("masteringDisplay.minLuminance", display?.minLuminance, in: SidecarRanges.light)
        try check("masteringDisplay.maxLuminance", display?.maxLuminance, in: SidecarRanges.light)
        try check("maxCLL", maxCLL, in: SidecarRanges.counts)
        try check("maxFALL", maxFALL, in: SidecarRanges.counts)
        try check("dolbyVision.profile", dolbyVision?.profile, in: 0...255)
        try check("dolbyVision.level", dolbyVision?.level, in: 0...255)
        try check("dolbyVision.compatibility", dolbyVision?.compatibility, in: 0...255)
    }
}

extension Sidecar.Video: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("codec", word: codec)
        try check("profile", word: profile)
        try check("level", word: level)
        try check("width", width, in: SidecarRanges.sizes)
        try check("height", height, in: SidecarRanges.sizes)
        try check("sampleAspectRatio", sampleAspectRatio)
        guard [0, 90, 180, 270].contains(rotation) else {
            throw OutOfRange("rotation", "is \(rotation), not 0, 90, 180 or 270")
        }
        try check("light", light)
        try check("frameRate", frameRate)
        try check("frames", frames, in: SidecarRanges.frames)
        try check("pixelFormat", word: pixelFormat)
        try check("bitDepth", bitDepth, in: 1...32)
        for (name, word) in [
            ("primaries", colour.primaries), ("transfer", colour.transfer), ("matrix", colour.matrix),
            ("range", colour.range),
        ] { try check("colour.\(name)", word: word) }
        try check("bitRate", bitRate, in: 0...Int.max)
        try check("keyframes", keyframes, in: SidecarRanges.frames)
    }
}

extension Sidecar.Audio: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("codec", word: codec)
        try check("profile", word: profile)
        try check("sampleRate", sampleRate, in: SidecarRanges.sizes)
        try check("channels", channels, in: SidecarRanges.sizes)
        try check("layout", word: layout)
        try check("bitRate", bitRate, in: 0...Int.max)
    }
}

extension Sidecar.Analysis: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("loudness.integratedLUFS", loudness?.integratedLUFS, in: SidecarRanges.levels)
        try check("loudness.truePeakDBTP", loudness?.truePeakDBTP, in: SidecarRanges.levels)
        try check("loudness.rangeLU", loudness?.rangeLU, in: 0...SidecarRanges.levels.upperBound)
        try check("black", black)
        try check("frozen", frozen)
        try check("cadence.effectiveFrameRate", cadence?.effectiveFrameRate)
        try check("cadence.distinctFrames", cadence?.distinctFrames, in: SidecarRanges.frames)
        try check("cadence.heldFrames", cadence?.heldFrames, in: SidecarRanges.frames)
        try check("trueResolution.width", trueResolution?.width, in: SidecarRanges.sizes)
        try check("trueResolution.height", trueResolution?.height, in: SidecarRanges.sizes)
        try check("trueResolution.confidence", trueResolution?.confidence, in: 0...1)
        try check("damage.decodeErrors", damage.decodeErrors, in: SidecarRanges.counts)
        try check("damage.damagedFrames", damage.damagedFrames, in: SidecarRanges.counts)
        try check("damage.missingFrames", damage.missingFrames, in: SidecarRanges.counts)
        try check("damage.timestampErrors", damage.timestampErrors, in: SidecarRanges.counts)
    }
}

extension Sidecar.FrameSpan: RangeChecked {
    func checkRanges() throws(OutOfRange) { try checkFrames(startFrame, endFrame) }
}

extension Sidecar.Check: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("id", word: id)
        try check("message", word: message)
        try check("evidence", evidence)
    }
}

extension Sidecar.Check.Evidence: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("startFrame", startFrame, in: SidecarRanges.frames)
        try check("endFrame", endFrame, in: SidecarRanges.frames)
    }
}

extension Sidecar.Shot: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("index", index, in: 1...SidecarRanges.frames.upperBound)
        try checkFrames(startFrame, endFrame)
        try check("transitionFrames[0]", transitionFrames?.lowerBound, in: SidecarRanges.frames)
        try check("transitionFrames[1]", transitionFrames?.upperBound, in: SidecarRanges.frames)
        try check("confidence", confidence, in: 0...1)
        try check("file", file: file)
        try check("reencodedFrames", reencodedFrames, in: SidecarRanges.frames)
        try check("proof", proof)
        for (place, frame) in (missingFrames ?? []).enumerated() {
            try check("missingFrames[\(place)]", frame, in: SidecarRanges.frames)
        }
    }
}

extension Sidecar.Proof: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("expectedFrames", expectedFrames, in: SidecarRanges.frames)
        try check("decodedFrames", decodedFrames, in: SidecarRanges.frames)
        try check("copiedPackets", copiedPackets, in: SidecarRanges.counts)
        try check("comparedFrames", comparedFrames, in: SidecarRanges.frames)
        try check("identicalFrames", identicalFrames, in: SidecarRanges.frames)
        try check("minimumPSNR", minimumPSNR, in: SidecarRanges.levels)
        try check("reencoded", reencoded)
    }
}

extension Sidecar.Proof.Reencoded: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("frame", frame, in: SidecarRanges.frames)
        try check("psnr", psnr, in: SidecarRanges.levels)
    }
}

extension Sidecar.Output: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        guard Self.isWord(kind.rawValue) else { throw OutOfRange("kind", "is no word in camelCase") }
        try check("file", file: file)
        try check("bytes", bytes, in: SidecarRanges.counts)
        try check("width", width, in: SidecarRanges.sizes)
        try check("height", height, in: SidecarRanges.sizes)
        try check("codec", word: codec)
        try check("frames", frames, in: SidecarRanges.counts)
        try check("failure", word: failure)
    }

    private static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
        }
    }
}

extension Sidecar.Recipe: RangeChecked {
    func checkRanges() throws(OutOfRange) {
        try check("pipeline", word: pipeline)
        for (index, proxy) in proxies.enumerated() { try check("proxies[\(index)]", word: proxy) }
        try check("spec", word: spec)
    }
}
