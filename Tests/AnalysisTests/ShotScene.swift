import Analysis
import Foundation
import Support

/// A made-up picture that can be looked at from anywhere: smooth blotches of light and colour from a seed.
///
/// Small unless told otherwise, since that is quicker.
struct ShotScene {
    static let width = 64
    static let height = 36
    let width: Int
    let height: Int
    private let grid: [[Double]]
    private static let side = 64

    init(seed: UInt64, width: Int = Self.width, height: Int = Self.height) {
        self.width = width
        self.height = height
        var random = SeededGenerator(seed: seed)
        grid = (0..<3).map { _ in (0..<Self.side * Self.side).map { _ in Double.random(in: 0...1, using: &random) } }
    }

    /// A scene of the size that the detector is made for.
    static func large(seed: UInt64) -> ShotScene { ShotScene(seed: seed, width: 160, height: 90) }

    /// The side of a cell of the grid, in pixels: each side of the picture has nine at least.
    private var cell: Double { Double(min(width, height)) / 9 }

    /// The value of a plane at a point of the scene, from 0 to 1.
    private func value(_ plane: Int, _ x: Double, _ y: Double) -> Double {
        let (u, v) = (x / cell + 1000 * Double(Self.side), y / cell + 1000 * Double(Self.side))
        let (left, top) = (Int(u), Int(v))
        let (p, q) = (u - Double(left), v - Double(top))
        func at(_ i: Int, _ j: Int) -> Double { grid[plane][(j % Self.side) * Self.side + i % Self.side] }
        return (at(left, top) * (1 - p) + at(left + 1, top) * p) * (1 - q)
            + (at(left, top + 1) * (1 - p) + at(left + 1, top + 1) * p) * q
    }

    /// The view from `x`, `y`. `gain` and `lift` are light: luma levels above black times the one, plus the other.
    func picture(x: Double = 0, y: Double = 0, gain: Double = 1, lift: Double = 0) -> SmallPicture {
        let (w, h) = (width, height)
        var luma: [UInt8] = []
        for row in 0..<h {
            for column in 0..<w {
                let level = 30 + 180 * value(0, x + Double(column), y + Double(row))
                luma.append(UInt8(min(max(16 + (level - 16) * gain + lift, 16), 235)))
            }
        }
        func chroma(_ plane: Int) -> [UInt8] {
            (0..<h / 2).flatMap { row in
                (0..<w / 2).map { column in
                    let level = 80 * (value(plane, x + Double(2 * column), y + Double(2 * row)) - 0.5)
                    return UInt8(128 + level * min(gain, 1))
                }
            }
        }
        return SmallPicture(width: w, height: h, luma: luma, cb: chroma(1), cr: chroma(2))
    }

    /// Frames of a slow pan to the right.
    func frames(_ count: Int, speed: Double = 0.5) -> [SmallPicture] {
        (0..<count).map { picture(x: Double($0) * speed) }
    }
}

/// Everything between two pictures: `share` of the second, the rest of the first.
func mixed(_ a: SmallPicture, _ b: SmallPicture, share: Double) -> SmallPicture {
    func mix(_ p: [UInt8], _ q: [UInt8]) -> [UInt8] {
        zip(p, q).map { UInt8((Double($0) * (1 - share) + Double($1) * share).rounded()) }
    }
    return SmallPicture(
        width: a.width, height: a.height, luma: mix(a.luma, b.luma), cb: mix(a.cb, b.cb), cr: mix(a.cr, b.cr))
}

extension SmallPicture {
    /// Every luma level as `change` says, given its column, row and level.
    func relit(_ change: (Int, Int, Double) -> Double) -> SmallPicture {
        let levels = luma.indices.map { i in
            UInt8(min(max(change(i % width, i / width, Double(luma[i])).rounded(), 16), 235))
        }
        return SmallPicture(width: width, height: height, luma: levels, cb: cb, cr: cr)
    }

    /// What `other` shows in a rectangle, in front of this picture; the rectangle has even sides.
    func showing(_ other: SmallPicture, columns: Range<Int>, rows: Range<Int>) -> SmallPicture {
        func merged(_ a: [UInt8], _ b: [UInt8], _ scale: Int) -> [UInt8] {
            let across = width / scale
            return a.indices.map { i in
                columns.contains(i % across * scale) && rows.contains(i / across * scale) ? b[i] : a[i]
            }
        }
        return SmallPicture(
            width: width, height: height, luma: merged(luma, other.luma, 1), cb: merged(cb, other.cb, 2),
            cr: merged(cr, other.cr, 2))
    }

    /// Each level off by chance, up to `most` levels.
    func noisy(_ most: Int, _ random: inout SeededGenerator) -> SmallPicture {
        let levels = luma.map { UInt8(min(max(Int($0) + Int.random(in: -most...most, using: &random), 0), 255)) }
        return SmallPicture(width: width, height: height, luma: levels, cb: cb, cr: cr)
    }
}

/// One colour.
func plain(_ level: UInt8, width w: Int = ShotScene.width, height h: Int = ShotScene.height) -> SmallPicture {
    return SmallPicture(
        width: w, height: h, luma: Array(repeating: level, count: w * h),
        cb: Array(repeating: 128, count: w * h / 4), cr: Array(repeating: 128, count: w * h / 4))
}

/// The shots of frames.
func shots(in frames: [SmallPicture]) -> [Shot] {
    var detector = ShotDetector()
    for frame in frames { detector.take(frame) }
    return detector.finish().shots
}

/// The first frames of all shots but the first.
func cuts(in frames: [SmallPicture]) -> [Int] { shots(in: frames).dropFirst().map(\.startFrame) }
