import Analysis
import Support
import Testing

/// Cuts in clips of all kinds.
@Suite struct ShotVarietyTests {
    private let a = ShotScene.large(seed: 1)
    private let b = ShotScene.large(seed: 2)
    private let c = ShotScene.large(seed: 3)

    @Test(arguments: [3, 4, 5]) func findsCutsWithinTheFirstAndLastFiveFrames(length: Int) {
        let frames = a.frames(length) + b.frames(24) + c.frames(length)
        #expect(cuts(in: frames) == [length, length + 24])
    }

    /// In pixels of a picture 160 pixels wide: from the slow motion of 120 frames a second to the leaps of 8.
    @Test(arguments: [0.05, 0.25, 1, 2.5]) func findsCutsAtAnySpeed(speed: Double) {
        let frames = a.frames(20, speed: speed) + b.frames(18, speed: speed) + c.frames(20, speed: speed)
        #expect(cuts(in: frames) == [20, 38])
    }

    @Test func findsCutsInUprightClips() {
        let scenes = [1, 2, 3].map { ShotScene(seed: $0, width: 90, height: 160) }
        #expect(cuts(in: scenes.flatMap { $0.frames(14) }) == [14, 28])
    }

    @Test func findsCutsBetweenBlackBars() {
        let black = plain(16, width: 160, height: 90)
        let wide = [a, b, c].flatMap { $0.frames(14) }.map { black.showing($0, columns: 0..<160, rows: 11..<79) }
        #expect(cuts(in: wide) == [14, 28])
        let narrow = (a.frames(14) + b.frames(14)).map { black.showing($0, columns: 54..<106, rows: 0..<90) }
        #expect(cuts(in: narrow) == [14])
    }

    @Test(arguments: [(0.2, 0.0), (0.2, 90.0), (0.3, 0.0), (0.2, 180.0)])
    func findsCutsInDarkAndDullClips(gain: Double, lift: Double) {
        let frames = [a, b, c].flatMap { scene in
            (0..<16).map { scene.picture(x: 0.5 * Double($0), gain: gain, lift: lift) }
        }
        #expect(cuts(in: frames) == [16, 32])
    }

    @Test func findsCutsAmongCoarselyDoubledFrames() {
        var random = SeededGenerator(seed: 9)
        let frames = (a.frames(10, speed: 3.5) + b.frames(10, speed: 3.5)).flatMap { [$0, $0] }
        #expect(cuts(in: frames.map { $0.noisy(2, &random) }) == [20])
    }

    @Test func findsCutsBetweenPlainPicturesWithAnInset() {
        let frames = [(a, 30 as UInt8, 14), (b, 30, 76), (c, 200, 34)].flatMap { scene, level, left in
            (0..<15).map { i in
                plain(level, width: 160, height: 90)
                    .showing(scene.picture(x: Double(i)), columns: left..<left + 70, rows: 10..<80)
            }
        }
        #expect(cuts(in: frames) == [15, 30])
    }
}
