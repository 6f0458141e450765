import Analysis
import Support
import Testing

struct ShotCutTests {
    private let a = ShotScene(seed: 1)
    private let b = ShotScene(seed: 2)
    private let c = ShotScene(seed: 3)

    @Test func noFrameIsNoShot() {
        let report = ShotDetector().finish()
        #expect(report.shots.isEmpty)
        #expect(report.scores.isEmpty)
    }

    @Test func oneFrameIsOneShot() {
        #expect(shots(in: [a.picture()]) == [Shot(startFrame: 0, endFrame: 1, transition: .start, confidence: 1)])
    }

    @Test func oneStillPictureIsOneShot() {
        let shots = shots(in: Array(repeating: a.picture(), count: 40))
        #expect(shots == [Shot(startFrame: 0, endFrame: 40, transition: .start, confidence: 1)])
    }

    @Test func findsACutAtItsFrame() {
        let shots = shots(in: a.frames(12) + b.frames(14))
        #expect(shots.map(\.startFrame) == [0, 12])
        #expect(shots.map(\.endFrame) == [12, 26])
        #expect(shots.map(\.transition) == [.start, .cut])
        #expect(shots[1].transitionFrames == nil)
        #expect(shots[1].confidence > 0.5)
    }

    @Test func findsCutsBetweenStillPictures() {
        func still(_ scene: ShotScene, _ count: Int) -> [SmallPicture] {
            Array(repeating: scene.picture(), count: count)
        }
        #expect(cuts(in: still(a, 30) + still(b, 12) + still(c, 30)) == [30, 42])
        #expect(cuts(in: a.frames(20) + still(b, 30) + still(c, 24)) == [20, 50])
    }

    @Test func aLightThatIsSwitchedOnAStillPictureIsNoCut() {
        let bright = Array(repeating: a.picture(), count: 20)
        let dark = Array(repeating: a.picture(gain: 0.6), count: 20)
        #expect(cuts(in: bright + dark + bright) == [])
    }

    @Test func findsShotsOfFiveFrames() {
        #expect(cuts(in: a.frames(5) + b.frames(5) + c.frames(5) + a.frames(5)) == [5, 10, 15])
    }

    /// Less and less contrast up to the clip's end is light only where it goes step by step.
    @Test func findsShortShotsThatAreEverPaler() {
        func shot(_ scene: ShotScene, _ gain: Double, _ count: Int) -> [SmallPicture] {
            (0..<count).map { scene.picture(x: 0.5 * Double($0), gain: gain - 0.004 * Double($0)) }
        }
        #expect(cuts(in: shot(a, 1, 20) + shot(b, 0.55, 6) + shot(c, 0.4, 6)) == [20, 26])
    }

    @Test func countsHeldFramesButDoesNotJudgeThem() {
        let distinct = a.frames(8) + b.frames(8)
        #expect(cuts(in: distinct.flatMap { [$0, $0, $0] }) == [24])
    }

    @Test func tilesTheClipWithItsScores() {
        var detector = ShotDetector()
        for frame in a.frames(7) + [a.picture(x: 3)] + b.frames(9) { detector.take(frame) }
        let report = detector.finish()
        #expect(report.scores.map(\.frame) == Array(0..<17))
        #expect(report.scores.filter(\.isRepeat).map(\.frame) == [7])
        #expect(report.shots.first?.startFrame == 0)
        #expect(report.shots.last?.endFrame == 17)
        for (shot, next) in zip(report.shots, report.shots.dropFirst()) { #expect(shot.endFrame == next.startFrame) }
    }

    @Test func saysTheSameTwice() {
        let frames = a.frames(9) + b.frames(9)
        #expect(shots(in: frames) == shots(in: frames))
    }

    @Test func takesPicturesOfAnySizeAndAChangeOfSize() {
        func plain(_ width: Int, _ height: Int) -> SmallPicture {
            SmallPicture(
                width: width, height: height, luma: Array(repeating: 90, count: width * height),
                cb: Array(repeating: 128, count: width * height / 4),
                cr: Array(repeating: 128, count: width * height / 4))
        }
        let sizes = [(2, 2), (2, 200), (16, 16), (200, 2), (90, 160)]
        for (width, height) in sizes {
            let frames = [plain(width, height), plain(width, height)] + sizes.map { plain($0.0, $0.1) }
            #expect(shots(in: frames).count == 1, "\(width)x\(height)")
        }
    }
}
