internal import Conformance
internal import Timing

/// The status of check `id` for a clip of `facts` under an order, or `nil` where it was not made.
func status(_ id: String, _ facts: Facts, _ order: (inout Order) -> Void) -> Check.Status? {
    check(id, facts, order)?.status
}

func check(_ id: String, _ facts: Facts, _ fill: (inout Order) -> Void) -> Check? {
    var order = Order()
    fill(&order)
    return Judgement(of: facts, against: order).checks.first { $0.id == id }
}

/// A faultless clip: 5 s and a frame of 1080p at 24 frames a second, with sound.
func goodClip(_ change: (inout Facts) -> Void = { _ in }) -> Facts {
    var facts = Facts()
    facts.containers = ["mov", "mp4"]
    facts.duration = MediaTime(value: 121, timescale: 24)
    facts.reading = ReadingFacts()
    facts.shotStarts = [0, 2, 4].map { MediaTime(value: $0, timescale: 1) }
    var video = VideoFacts()
    video.codec = "h264"
    video.displaySize = FrameSize(1920, 1080)
    video.storedSize = FrameSize(1920, 1080)
    video.sampleAspectRatio = Rational(1)
    video.rotation = 0
    video.frameRate = Rational(24)
    video.variableFrameRate = false
    video.frames = 121
    video.duration = facts.duration
    video.pixelFormat = "yuv420p"
    video.bitDepth = 8
    video.level = "4.0"
    facts.video = video
    var audio = AudioFacts()
    audio.codec = "aac"
    audio.sampleRate = 44_100
    audio.channels = 2
    audio.duration = facts.duration
    audio.silent = false
    audio.delay = 0
    audio.heard = HeardFacts()
    audio.heard?.stereo = .stereo
    facts.sound = .track(audio)
    facts.structure.isFastStart = true
    facts.structure.hiddenFrames = 0
    facts.structure.declaredFrames = 121
    facts.structure.countedFrames = 121
    facts.structure.declaredDuration = facts.duration
    facts.structure.countedDuration = facts.duration
    var pictures = PictureFacts()
    pictures.frames = 121
    pictures.motion = MotionFacts()
    facts.pictures = pictures
    change(&facts)
    return facts
}

/// Frames of a clip of 24 a second.
func frames(_ frames: Range<Int>) -> Evidence {
    Evidence(
        start: MediaTime(value: frames.lowerBound, timescale: 24),
        end: MediaTime(value: frames.upperBound, timescale: 24),
        frames: frames)
}

/// A good clip whose pictures show something else.
func clip(pictures change: (inout PictureFacts) -> Void) -> Facts {
    goodClip {
        var pictures = $0.pictures!
        change(&pictures)
        $0.pictures = pictures
    }
}

/// A good clip of another size.
func clip(_ width: Int, _ height: Int) -> Facts {
    goodClip {
        $0.video?.displaySize = FrameSize(width, height)
        $0.video?.storedSize = FrameSize(width, height)
    }
}

/// A good clip with another sound track.
func clip(sound change: (inout AudioFacts) -> Void) -> Facts {
    goodClip {
        guard case .track(var audio) = $0.sound else { return }
        change(&audio)
        $0.sound = .track(audio)
    }
}

func ordered<Value>(_ value: Value) -> Expectation<Value> { Expectation(value, from: .request) }
