import Analysis
import Support
import Testing

/// One shot in which everything changes, though not at once.
@Suite struct ShotSmoothChangeTests {
    private let scene = ShotScene.large(seed: 1)

    /// A clip made from a picture: it is dim at first, and jumps until it moves steadily.
    @Test(arguments: [21, 22, 23, 24] as [UInt64], [4, 6]) func aPictureThatComesToLifeIsNoCut(seed: UInt64, jumps: Int)
    {
        var random = SeededGenerator(seed: seed)
        var (x, y) = (0.0, 0.0)
        var begin: [SmallPicture] = []
        for step in 1...jumps {
            x += Double.random(in: -4...4, using: &random)
            y += Double.random(in: -3...3, using: &random)
            begin.append(scene.picture(x: x, y: y, gain: 1 - 0.3 * Double(step) / Double(jumps)))
        }
        #expect(cuts(in: begin.reversed() + scene.frames(36)) == [])
    }

    /// Clouds over land, in time-lapse: for seven frames all of them become others.
    @Test(arguments: [31, 32, 33, 34] as [UInt64]) func aSkyInTimeLapseIsNoCut(seed: UInt64) {
        let (before, after) = (ShotScene.large(seed: seed), ShotScene.large(seed: seed + 100))
        let frames = (0..<44).map { (i: Int) -> SmallPicture in
            func clouds(_ sky: ShotScene) -> SmallPicture { sky.picture(x: 0.4 * Double(i), gain: 0.3, lift: 110) }
            let share = min(max(Double(i - 17) / 8, 0), 1)
            let land = scene.picture(gain: 0.3)
            return mixed(clouds(before), clouds(after), share: share).showing(land, columns: 0..<160, rows: 56..<90)
        }
        let found = shots(in: frames).dropFirst()
        // Who takes it for a dissolve has to doubt that.
        #expect(found.allSatisfy { $0.transition == .dissolve && $0.confidence < 0.7 }, "\(found)")
    }
}
