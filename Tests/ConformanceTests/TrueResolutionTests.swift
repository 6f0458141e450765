internal import Conformance
internal import Testing

struct TrueResolutionTests {
    /// A clip of 3840x2160 whose detail is as said.
    private func clip(_ detail: DetailFacts?) -> Facts {
        goodClip {
            $0.video?.storedSize = FrameSize(3840, 2160)
            $0.video?.displaySize = FrameSize(3840, 2160)
            $0.video?.detail = detail
        }
    }

    private func size(_ width: Int, _ height: Int, _ confidence: Double) -> DetailFacts {
        .size(FrameSize(width, height)!, confidence: confidence)
    }

    private func ordered4K(_ detail: DetailFacts?) -> Check.Status? {
        status("video.trueResolution", clip(detail)) { $0.size = ordered(.nominal([FrameSize(3840, 2160)!])) }
    }

    @Test func detailIsHeldAgainstTheSizeOrdered() {
        #expect(ordered4K(size(3840, 2160, 0.8)) == .pass)
        #expect(ordered4K(size(1920, 1080, 0.95)) == .fail)
        #expect(ordered4K(size(2560, 1440, 0.9)) == .fail)
        #expect(ordered4K(size(2560, 1440, 0.89)) == .warn)
    }

    @Test(arguments: [nil, DetailFacts.tooSmall, .noDetail, .soft])
    func detailThatIsNotToldIsNotEvaluated(detail: DetailFacts?) {
        #expect(ordered4K(detail) == .notEvaluated)
    }

    @Test func detailBeyondWhatWasOrderedIsEnough() {
        let found = status("video.trueResolution", clip(size(1920, 1080, 0.99))) {
            $0.size = ordered(.nominal([FrameSize(1920, 1080)!]))
        }
        #expect(found == .pass)
    }

    @Test func aPictureThatIsTooSmallIsForAnotherCheck() {
        let facts = goodClip { $0.video?.detail = size(1920, 1080, 0.9) }
        let order = { (order: inout Order) in order.size = ordered(.nominal([FrameSize(3840, 2160)!])) }
        #expect(status("video.trueResolution", facts, order) == .pass)
        #expect(status("video.resolution", facts, order) == .fail)
    }

    @Test func withoutAnOrderOnlyASureFindingWarns() {
        #expect(status("video.trueResolution", clip(size(1920, 1080, 0.95))) { _ in } == .warn)
        #expect(status("video.trueResolution", clip(size(1920, 1080, 0.7))) { _ in } == .notEvaluated)
        #expect(status("video.trueResolution", clip(size(3840, 2160, 0.7))) { _ in } == .pass)
    }

    @Test func theMessagesSayWhatIsKnown() {
        let order = { (order: inout Order) in order.size = ordered(.nominal([FrameSize(3840, 2160)!])) }
        let failed = check("video.trueResolution", clip(size(1920, 1080, 0.95)), order)
        #expect(failed?.actual == "detail of 1920x1080")
        #expect(failed?.message.contains("though the request ordered 3840x2160") == true)
        let passed = check("video.trueResolution", clip(size(3840, 2160, 0.95)), order)
        #expect(passed?.message.contains("AI upscaler") == true)
    }
}
