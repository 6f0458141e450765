internal import Analysis
internal import Conformance
internal import Render
internal import Timing

extension Facts {
    /// What is known of a clip; without a pass, only what headers and packets say.
    init(_ clip: ClipProbe, _ pass: PassReport?) {
        self.init()
        containers = clip.container.format.split(separator: ",").map(String.init)
        duration = clip.duration
        video = VideoFacts(clip)
        sound = .absent
        if let audio = clip.audio {
            var track = AudioFacts()
            track.codec = audio.codec
            track.sampleRate = audio.sampleRate
            track.channels = audio.channels
            track.duration = clip.audioDuration
            track.silent = pass?.sound?.isSilent
            track.delay = clip.soundDelay
            track.heard = pass.flatMap(HeardFacts.init)
            sound = .track(track)
        }
        structure.isFastStart = clip.isFastStart
        structure.hiddenFrames = clip.table.entries.count { $0.isHidden }
        structure.declaredDuration = clip.container.duration
        structure.countedDuration = clip.duration
        structure.declaredFrames = clip.video.declaredFrames
        structure.countedFrames = clip.listedFrames
        guard let pass else { return }
        reading = ReadingFacts(
            damagedFrames: pass.damagedFrames, damagedSound: pass.damagedSound,
            damagedPackets: pass.damage.damagedPackets,
            decodeErrors: pass.damage.refusedPackets + clip.inaudiblePackets,
            truncated: clip.isTruncated || pass.times.count + pass.damage.lostFrames < clip.frames)
        shotStarts = pass.shots?.shots.map { pass.times.timeFromStart(of: $0.startFrame) }
        cardStarts = pass.shots.map { Self.shortCards($0.shots, pass.times) }
        pictures = PictureFacts(clip, pass)
        video?.detail = pass.trueResolution.map { DetailFacts($0, turned: clip.video.rotation % 180 != 0) }
    }
}

extension Facts {
    /// Shown for less, a card between two shots is hardly one that was scripted.
    private static let shortCard = MediaTime(value: 1, timescale: 1)

    private static func shortCards(_ shots: [Shot], _ times: FrameTimes) -> [MediaTime] {
        shots.dropFirst().dropLast().filter(\.isCard).compactMap { shot in
            let start = times.timeFromStart(of: shot.startFrame)
            let length = times.timeFromStart(of: shot.endFrame).subtracting(start)
            return length.map { $0 < shortCard } == true ? start : nil
        }
    }
}

extension VideoFacts {
    fileprivate init(_ clip: ClipProbe) {
        self.init()
        let shown = PictureSize(displayOf: clip.video)
        codec = clip.video.codec
        displaySize = FrameSize(shown.width, shown.height)
        storedSize = FrameSize(clip.video.width, clip.video.height)
        sampleAspectRatio = clip.video.sampleAspectRatio
        rotation = clip.video.rotation
        frameRate = clip.timing.frameRate
        variableFrameRate = clip.timing.isVariable
        frames = clip.frames
        duration = clip.timing.duration
        pixelFormat = clip.video.pixelFormat
        bitDepth = clip.video.bitDepth
        level = clip.video.levelText
        (primaries, transfer) = (clip.video.colour.primaries, clip.video.colour.transfer)
        (matrix, range) = (clip.video.colour.matrix, clip.video.colour.range)
        light = clip.video.light.map(LightFacts.init)
        interlaced = clip.video.interlaced
    }
}
