internal import Media
internal import Render
internal import Testing

@testable internal import Pipeline

/// How a clip is decoded for what is made of it.
struct PassPlanTests {
    private func proxy(_ width: Int, _ height: Int) -> (settings: ProxySettings, path: String) {
        let settings = ProxySettings(
            name: "proxy", maxWidth: width, maxHeight: height, container: .mp4, video: VideoCoding(.h264),
            layout: .yuv420, audio: nil)
        return (settings, "proxy.mp4")
    }

    private func plan(_ proxies: [(settings: ProxySettings, path: String)]) -> PassPlan {
        var plan = PassPlan()
        plan.proxies = proxies
        return plan
    }

    private let uhd = PictureSize(width: 3840, height: 2160)
    private let tall = PictureSize(width: 2160, height: 3840)
    private let hd = PictureSize(width: 1920, height: 1080)

    @Test func looksForDamageOnlyWhereItIsTold() {
        #expect(PassPlan().rigor == .strict)
        #expect(PassPlan(measuresPictures: false, measuresSound: false).rigor == .usual)
        #expect(PassPlan(measuresSound: false).rigor == .usual)
    }

    @Test func smoothsEverythingThatSomebodySees() {
        #expect(plan([proxy(1920, 1080)]).deblocking(of: uhd) == .all)
        #expect(plan([proxy(1280, 720), proxy(1920, 1080)]).deblocking(of: uhd) == .all)
        #expect(plan([proxy(1280, 720)]).deblocking(of: hd) == .all)
        // Just less than three times as wide, and just less than three times as high.
        #expect(plan([proxy(1280, 720)]).deblocking(of: PictureSize(width: 3838, height: 2160)) == .all)
    }

    @Test func smoothsOnlyWhatOthersArePredictedFromForAThirdOfTheSize() {
        #expect(plan([proxy(1280, 720)]).deblocking(of: uhd) == .references)
        #expect(plan([proxy(1280, 720)]).deblocking(of: tall) == .references)
        #expect(plan([]).deblocking(of: uhd) == .references)
    }

    @Test func smoothsNothingWhereOnlyShotsOfALargeClipAreAskedFor() {
        let shots = PassPlan(measuresPictures: false, measuresSound: false)
        #expect(shots.deblocking(of: uhd) == .none)
        #expect(shots.deblocking(of: tall) == .none)
        #expect(shots.deblocking(of: PictureSize(width: 2560, height: 1440)) == .none)
        #expect(shots.deblocking(of: hd) == .references)
        #expect(shots.deblocking(of: PictureSize(width: 320, height: 180)) == .all)
        let plotted = PassPlan(measuresPictures: false, keepsFrames: true, measuresSound: false)
        #expect(plotted.deblocking(of: uhd) == .references)
    }

    @Test func keepsAllCoresBusy() {
        let shots = PassPlan(measuresPictures: false, measuresSound: false)
        #expect(
            [1, 2, 8, 14, 15, 64].map { plan([proxy(1280, 720)]).decodingThreads(cores: $0) } == [3, 4, 10, 16, 16, 16])
        #expect([1, 2, 8, 12, 13].map { shots.decodingThreads(cores: $0) } == [5, 6, 12, 16, 16])
    }

    @Test func leavesTheCoresToTheDecoderOfALargeClip() {
        #expect([1, 2, 3, 16].map { plan([proxy(1280, 720)]).codingThreads(for: uhd, cores: $0) } == [1, 1, 1, 8])
        #expect(plan([proxy(1280, 720)]).codingThreads(for: tall, cores: 2) == 1)
        // Two of them are more than an eighth, and so is one of a smaller clip.
        #expect(plan([proxy(1280, 720), proxy(1280, 720)]).codingThreads(for: uhd, cores: 2) == 0)
        #expect(plan([proxy(1280, 720)]).codingThreads(for: hd, cores: 2) == 0)
        #expect(plan([proxy(1920, 1080)]).codingThreads(for: uhd, cores: 2) == 0)
    }
}
