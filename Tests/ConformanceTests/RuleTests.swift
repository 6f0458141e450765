internal import Conformance
internal import Testing
internal import Timing

struct RuleTests {
    @Test func idsAreUniqueAndStable() {
        #expect(
            Rule.all.map(\.id) == [
                "media.readable", "container.format", "container.declared", "container.faststart", "container.editList",
                "video.present", "video.resolution", "video.trueResolution", "video.aspect", "video.frameRate",
                "video.constantFrameRate", "container.duration", "video.codec", "video.level", "video.pixelFormat",
                "video.bitDepth",
                "video.colour", "video.dynamicRange", "video.hdrMetadata", "motion.held", "motion.blended",
                "motion.skipped", "picture.black", "picture.flat",
                "picture.frozen", "picture.flash", "picture.borders", "audio.present", "audio.silent", "audio.codec",
                "audio.start", "audio.duration", "audio.dropouts", "audio.clipping", "audio.loudness", "audio.stereo",
                "audio.dcOffset", "shots.count", "shots.times", "price.credits", "outputs.complete",
            ])
        #expect(Rule.all.allSatisfy { !$0.summary.isEmpty && !$0.summary.contains("\n") })
    }

    @Test func withoutAnOrderOnlyWhatEveryClipHasToBeIsChecked() {
        let judgement = Judgement(of: goodClip(), against: Order())
        let told = judgement.checks.filter { $0.status != .notEvaluated }.map(\.id)
        #expect(
            told == [
                "media.readable", "container.declared", "container.faststart", "container.editList", "video.present",
                "video.level", "video.colour", "motion.held", "motion.blended", "motion.skipped", "picture.black",
                "picture.flat", "picture.frozen", "picture.flash", "picture.borders", "audio.start", "audio.duration",
                "audio.dropouts", "audio.clipping", "audio.stereo", "audio.dcOffset",
            ])
        #expect(judgement.verdict == .pass)
    }

    @Test(arguments: [
        (ReadingFacts(), Check.Status.pass),
        (ReadingFacts(damagedFrames: [frames(9..<10)]), .warn), (ReadingFacts(decodeErrors: 1), .warn),
        (ReadingFacts(damagedPackets: 1), .warn),
        (ReadingFacts(damagedFrames: [frames(9..<10)], damagedPackets: 1), .warn),  // the same frame, seen twice
        (ReadingFacts(damagedFrames: [frames(9..<11)]), .fail),  // more than one in a hundred of 121
        (ReadingFacts(damagedFrames: [frames(9..<10)], decodeErrors: 1), .fail),
        (ReadingFacts(truncated: true), .fail),
    ])
    func damageIsTakenBySize(reading: ReadingFacts, wanted: Check.Status) {
        #expect(status("media.readable", goodClip { $0.reading = reading }) { _ in } == wanted)
    }

    @Test func damagedFramesAreNamed() {
        let spots = [frames(9..<10), frames(20..<22)]
        let made = check("media.readable", goodClip { $0.reading = ReadingFacts(damagedFrames: spots) }) { _ in }
        #expect(made?.actual == "3 damaged frames" && made?.evidence == spots)
        let cut = check(
            "media.readable", goodClip { $0.reading = ReadingFacts(damagedFrames: spots, truncated: true) }
        ) { _ in }
        #expect(cut?.actual == "truncated" && cut?.evidence == spots)
    }

    @Test func damagedSoundIsToldWithItsTime() {
        let spot = Evidence(start: MediaTime(value: 1, timescale: 2), end: MediaTime(value: 3, timescale: 5))
        let made = check(
            "media.readable", goodClip { $0.reading = ReadingFacts(damagedSound: [spot], decodeErrors: 1) }
        ) { _ in }
        #expect(
            made?.status == .warn && made?.evidence == [spot]
                && made?.message.hasPrefix("A moment of the sound") == true)
    }

    @Test(arguments: [
        ("h264", "aac", false), ("h264", "opus", true), ("prores", "aac", true), ("av1", "pcm_s16le", true),
    ])
    func whatADecoderCannotNoticeIsSaid(video: String, sound: String, wanted: Bool) {
        let made = check(
            "media.readable",
            goodClip {
                $0.video?.codec = video
                guard case .track(var track) = $0.sound else { return }
                track.codec = sound
                $0.sound = .track(track)
            }
        ) { _ in }
        #expect(made?.status == .pass && made?.message.contains("not seen") == wanted)
    }

    @Test func aClipThatWasNotReadIsNotCalledReadable() {
        #expect(status("media.readable", goodClip { $0.reading = nil }) { _ in } == .notEvaluated)
    }

    @Test func damageOfUnknownShareFails() {
        let facts = goodClip {
            $0.reading = ReadingFacts(damagedFrames: [frames(9..<10)])
            $0.video?.frames = nil
        }
        #expect(status("media.readable", facts) { _ in } == .fail)
    }

    @Test func aClipWithoutPictureFails() {
        #expect(status("video.present", goodClip { $0.video = nil }) { _ in } == .fail)
    }

    @Test func namesAreComparedWithThoseOrdered() {
        #expect(status("container.format", goodClip()) { $0.containers = ordered(["mp4"]) } == .pass)
        #expect(status("container.format", goodClip()) { $0.containers = ordered(["webm"]) } == .fail)
        #expect(status("video.codec", goodClip()) { $0.videoCodecs = ordered(["hevc", "h264"]) } == .pass)
        #expect(status("video.codec", goodClip()) { $0.videoCodecs = ordered(["hevc"]) } == .fail)
        #expect(status("video.pixelFormat", goodClip()) { $0.pixelFormats = ordered(["yuv420p10le"]) } == .fail)
        #expect(status("audio.codec", goodClip()) { $0.audioCodecs = ordered(["aac"]) } == .pass)
        #expect(status("audio.codec", goodClip()) { $0.audioCodecs = ordered(["opus"]) } == .fail)
    }

    @Test func namesThatAreNotKnownAreNotEvaluated() {
        let facts = Facts()
        #expect(status("container.format", facts) { $0.containers = ordered(["mp4"]) } == .notEvaluated)
        #expect(status("video.codec", facts) { $0.videoCodecs = ordered(["h264"]) } == .notEvaluated)
        #expect(status("audio.codec", facts) { $0.audioCodecs = ordered(["aac"]) } == .notEvaluated)
        #expect(
            status("audio.codec", goodClip { $0.sound = .absent }) { $0.audioCodecs = ordered(["aac"]) }
                == .notEvaluated)
    }

    @Test(arguments: [(8, Check.Status.pass), (9, .fail)])
    func bitsAreAtLeastThoseOrdered(bits: Int, wanted: Check.Status) {
        #expect(status("video.bitDepth", goodClip()) { $0.minimumBitDepth = ordered(bits) } == wanted)
    }

    @Test(arguments: [(3, Check.Status.pass), (2, .warn), (4, .warn)])
    func anotherNumberOfShotsWarns(count: Int, wanted: Check.Status) {
        #expect(status("shots.count", goodClip()) { $0.shots = ordered(count) } == wanted)
        #expect(status("shots.count", goodClip { $0.shotStarts = nil }) { $0.shots = ordered(count) } == .notEvaluated)
    }

    // A card stands from 2 s on, the shot after it begins at 2.5 s.
    @Test func aShortCardBetweenScriptedShotsIsToldAsOne() throws {
        let half = MediaTime(value: 5, timescale: 2)
        let facts = goodClip {
            $0.shotStarts = [.zero, MediaTime(value: 2, timescale: 1), half, MediaTime(value: 4, timescale: 1)]
            $0.cardStarts = [MediaTime(value: 2, timescale: 1)]
        }
        let count = try #require(check("shots.count", facts) { $0.shots = ordered(3) })
        #expect(count.status == .pass)
        #expect(count.actual == "3 shots and 1 short card")
        #expect(
            count.message.contains("a still, mostly plain picture of less than a second, such as a title card, at 2 s"))
        let few = try #require(check("shots.count", facts) { $0.shots = ordered(2) })
        #expect(few.status == .warn)
        #expect(few.message.contains("title card"))
        // Where the script has it, it is a shot like any other.
        #expect(check("shots.count", facts) { $0.shots = ordered(4) }?.actual == "4 shots")
        let times = try #require(
            check("shots.times", facts) { $0.shotStarts = ordered([.zero, half, MediaTime(value: 4, timescale: 1)]) })
        #expect(times.status == .pass)
        #expect(times.actual == "cuts at 2.5 s, 4 s")
        #expect(times.message.contains("title card"))
    }

    @Test func nothingKnownNeverPasses() {
        var order = Order()
        order.size = ordered(.nominal([FrameSize(1920, 1080)!]))
        order.aspect = ordered(Rational(16, 9)!)
        order.frameRate = ordered(.atLeast(Rational(24)))
        order.constantFrameRate = ordered(true)
        order.duration = ordered(MediaTime(value: 5, timescale: 1))
        order.sound = ordered(true)
        order.containers = ordered(["mp4"])
        order.videoCodecs = ordered(["h264"])
        order.audioCodecs = ordered(["aac"])
        order.pixelFormats = ordered(["yuv420p"])
        order.minimumBitDepth = ordered(8)
        order.dynamicRanges = ordered([.sdr])
        order.shots = ordered(2)
        order.shotStarts = ordered([.zero, MediaTime(value: 1, timescale: 1)])
        order.fastStart = ordered(true)
        order.loudness = ordered(LoudnessRule(target: -14))
        order.price = ordered(Price(credits: 290, creditCents: 1))
        var facts = Facts()
        facts.video = VideoFacts()
        let checks = Judgement(of: facts, against: order).checks.filter { $0.id != "video.present" }
        // No track: nothing that is heard, nor when it begins and ends. Nothing was to be made, and no light is described.
        #expect(checks.count == Rule.all.count - 1 - 8 - 1 - 1)
        #expect(checks.allSatisfy { $0.status == .notEvaluated && !$0.message.isEmpty && $0.actual == nil })
    }

    @Test func aMessageNamesWhoOrdered() {
        let made = check("video.resolution", clip(1280, 720)) {
            $0.size = Expectation(.exactly([FrameSize(3840, 2160)!]), from: .spec("uhd-60"))
        }
        #expect(made?.message.contains("3840x2160 ordered by spec uhd-60") == true)
        #expect(made?.expected == "3840x2160")
        #expect(made?.actual == "1280x720")
    }

    // The found shots begin at 0, 2 and 4 s.
    @Test(arguments: [
        ([0, 2000, 4000], Check.Status.pass), ([0, 2500, 3500], .pass), ([0, 2501, 4000], .warn),
        ([0, 2000, 3499], .warn), ([0, 2000], .notEvaluated), ([0, 1000, 2000, 4000], .notEvaluated),
        ([0], nil),
    ])
    func cutsAreHeldAgainstTheScript(milliseconds: [Int], wanted: Check.Status?) {
        let starts = milliseconds.map { MediaTime(value: $0, timescale: 1000) }
        #expect(status("shots.times", goodClip()) { $0.shotStarts = ordered(starts) } == wanted)
    }

    @Test func theDistanceOfEachCutIsSaid() {
        let starts = [0, 1958, 4000].map { MediaTime(value: $0, timescale: 1000) }
        let made = check("shots.times", goodClip()) { $0.shotStarts = ordered(starts) }
        #expect(made?.message == "The cuts are near their scripted times: cut 1 0.042 s late, cut 2 on time.")
        #expect(made?.expected == "cuts at 1.958 s, 4 s")
        #expect(made?.actual == "cuts at 2 s, 4 s")
    }
}
