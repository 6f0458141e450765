internal import Conformance
internal import Testing
internal import Timing

struct SoundTests {
    @Test func soundThatWasPaidForHasToBeThere() {
        #expect(status("audio.present", goodClip()) { $0.sound = ordered(true) } == .pass)
        #expect(status("audio.present", goodClip { $0.sound = .absent }) { $0.sound = ordered(true) } == .fail)
    }

    @Test func aSilentTrackIsNotTheSoundThatWasPaidFor() {
        let silent = clip { $0.silent = true }
        #expect(status("audio.present", silent) { $0.sound = ordered(true) } == .pass)
        #expect(status("audio.silent", silent) { $0.sound = ordered(true) } == .fail)
        #expect(status("audio.silent", goodClip()) { $0.sound = ordered(true) } == .pass)
    }

    @Test func soundThatWasNotOrderedWarnsUnlessNothingIsHeard() {
        #expect(status("audio.present", goodClip()) { $0.sound = ordered(false) } == .warn)
        #expect(status("audio.present", clip { $0.silent = nil }) { $0.sound = ordered(false) } == .warn)
        #expect(status("audio.present", clip { $0.silent = true }) { $0.sound = ordered(false) } == .pass)
        #expect(status("audio.present", goodClip { $0.sound = .absent }) { $0.sound = ordered(false) } == .pass)
    }

    @Test func silenceIsJudgedOnlyWhereSoundWasOrdered() {
        let silent = clip { $0.silent = true }
        #expect(status("audio.silent", silent) { $0.sound = ordered(false) } == nil)
        #expect(status("audio.silent", silent) { _ in } == nil)
        #expect(status("audio.silent", goodClip { $0.sound = .absent }) { $0.sound = ordered(true) } == nil)
    }

    @Test func whatNobodyListenedToIsNotEvaluated() {
        #expect(status("audio.present", goodClip { $0.sound = .unknown }) { $0.sound = ordered(true) } == .notEvaluated)
        #expect(status("audio.silent", clip { $0.silent = nil }) { $0.sound = ordered(true) } == .notEvaluated)
    }

    @Test(arguments: [
        (5000, Check.Status.pass), (5100, .pass), (5101, .warn), (4900, .pass), (4899, .warn), (4500, .warn),
        (4499, .fail), (9000, .warn),
    ])
    func soundAndPictureEndTogether(milliseconds: Int, wanted: Check.Status) {
        var facts = clip { $0.duration = MediaTime(value: milliseconds, timescale: 1000) }
        facts.video?.duration = MediaTime(value: 5, timescale: 1)
        #expect(status("audio.duration", facts) { $0.sound = ordered(true) } == wanted)
        // Sound that nobody ordered never fails a clip.
        #expect(status("audio.duration", facts) { _ in } == (wanted == .fail ? .warn : wanted))
    }

    @Test(arguments: [
        (100, Check.Status.pass), (101, .warn), (500, .warn), (501, .fail),
    ])
    func holesAreSoundThatIsMissing(milliseconds: Int, wanted: Check.Status) {
        let facts = clip { $0.heard?.missing = MediaTime(value: milliseconds, timescale: 1000) }
        #expect(status("audio.duration", facts) { $0.sound = ordered(true) } == wanted)
        #expect(status("audio.duration", facts) { _ in } == (wanted == .fail ? .warn : wanted))
    }

    @Test func withoutBothLengthsTheCheckIsNotEvaluated() {
        #expect(status("audio.duration", clip { $0.duration = nil }) { _ in } == .notEvaluated)
        #expect(status("audio.duration", goodClip { $0.sound = .absent }) { _ in } == nil)
    }
}
