internal import Conformance
internal import Testing
internal import Timing

struct HeardRuleTests {
    private func heard(_ change: (inout HeardFacts) -> Void) -> Facts {
        clip(sound: {
            var heard = HeardFacts()
            heard.stereo = .stereo
            change(&heard)
            $0.heard = heard
        })
    }

    private let span = Evidence(start: .zero, end: MediaTime(value: 1, timescale: 10))

    @Test func faultsInTheSamplesWarnWithTheirPlace() {
        let clipped = check("audio.clipping", heard { $0.clipped = [span] }) { _ in }
        #expect(clipped?.status == .warn && clipped?.evidence == [span])
        let gap = check("audio.dropouts", heard { $0.dropouts = [span] }) { _ in }
        #expect(gap?.status == .warn && gap?.evidence == [span])
        #expect(status("audio.dcOffset", heard { $0.dcOffset = 0.01 }) { _ in } == .pass)
        #expect(status("audio.dcOffset", heard { $0.dcOffset = 0.011 }) { _ in } == .warn)
    }

    @Test(arguments: [
        (HeardFacts.Stereo.stereo, Check.Status.pass), (.mono, .warn), (.inverted, .warn), (.oneSided, .warn),
        (nil, nil),
    ])
    func channelsAreCompared(stereo: HeardFacts.Stereo?, wanted: Check.Status?) {
        #expect(status("audio.stereo", heard { $0.stereo = stereo }) { _ in } == wanted)
    }

    @Test(arguments: [
        (Double?(-14), Check.Status.pass), (-13.0, .pass), (-15.0, .pass), (-12.9, .warn), (-15.1, .warn),
        (nil, .notEvaluated),
    ])
    func loudnessIsHeldAgainstTheOrder(loudness: Double?, wanted: Check.Status) {
        let facts = heard { $0.integratedLUFS = loudness }
        #expect(status("audio.loudness", facts) { $0.loudness = ordered(LoudnessRule(target: -14)) } == wanted)
        #expect(status("audio.loudness", facts) { _ in } == nil)
    }

    @Test(arguments: [
        (Double?(0.06), Check.Status.pass), (-0.06, .pass), (0.061, .warn), (-0.061, .warn), (nil, .notEvaluated),
    ])
    func soundHasToBeginWithThePicture(delay: Double?, wanted: Check.Status) {
        #expect(status("audio.start", clip(sound: { $0.delay = delay })) { _ in } == wanted)
    }

    @Test func thePriceIsComparedInWholeCredits() {
        let price = { (charged: Int?) in
            check("price.credits", goodClip { $0.chargedCredits = charged }) {
                $0.price = ordered(Price(credits: 290, creditCents: 1))
            }
        }
        #expect(price(290)?.status == .pass)
        #expect(price(290)?.expected == "290 credits ($2.90)")
        #expect(price(290)?.message == "The job cost what the price list says. Each of 5.04 usable seconds cost $0.58.")
        #expect(price(291)?.status == .warn)
        #expect(price(289)?.status == .warn)
        #expect(price(nil)?.status == .notEvaluated)
    }

    @Test func framesThatNobodyCanUseAreNotPaidTwice() {
        // Of 121 frames 20 are black, 31 frozen, half of these black as well, and one is damaged: 79 are usable.
        let facts = goodClip {
            $0.chargedCredits = 290
            $0.reading = ReadingFacts(damagedFrames: [frames(0..<1)])
            $0.pictures?.black = [frames(100..<120)]
            $0.pictures?.frozen = [frames(80..<111)]
        }
        let made = check("price.credits", facts) { $0.price = ordered(Price(credits: 290, creditCents: 1)) }
        #expect(made?.message.hasSuffix("Each of 3.33 usable seconds cost $0.87.") == true, "\(made?.message ?? "")")
    }

    @Test func aCostWithoutAListedPriceIsTold() {
        let made = check("price.credits", goodClip { $0.chargedCredits = 870 }) { $0.sound = ordered(true) }
        #expect(made?.status == .notEvaluated && made?.message.contains("870 credits") == true)
    }
}
