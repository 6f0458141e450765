import Analysis
import Support

/// A computed picture with detail of every size, down to single samples, as natural pictures have it: the larger, the stronger.
struct Texture {
    enum Kernel: CaseIterable { case nearest, bilinear, bicubic }

    let width: Int
    let height: Int
    private var samples: [Float]

    init(_ width: Int, _ height: Int, seed: UInt64, strength: Float = 12) {
        (self.width, self.height) = (width, height)
        samples = [Float](repeating: 120, count: width * height)
        var generator = SeededGenerator(seed: seed)
        for scale in [1, 2, 4] {
            let (across, down) = (width / scale + 2, height / scale + 2)
            let grid = (0..<across * down).map { _ in
                Float.random(in: -1...1, using: &generator) * strength * Float(scale)
            }
            let coarse = Texture(across, down, grid)
            for y in 0..<height {
                for x in 0..<width {
                    samples[y * width + x] += coarse.sample(Float(x) / Float(scale), Float(y) / Float(scale), .bilinear)
                }
            }
        }
    }

    private init(_ width: Int, _ height: Int, _ samples: [Float]) {
        (self.width, self.height, self.samples) = (width, height, samples)
    }

    var luma: [UInt8] { samples.map { UInt8(min(max($0.rounded(), 16), 235)) } }

    var trueResolution: TrueResolution {
        var meter = DetailMeter()
        meter.take(luma: luma, width: width, height: height)
        return meter.finish()
    }

    /// The picture in another size, centres over centres, as scalers have it.
    func enlarged(to width: Int, _ height: Int, _ kernel: Kernel) -> Texture {
        let (across, down) = (Float(self.width) / Float(width), Float(self.height) / Float(height))
        return Texture(
            width, height,
            (0..<width * height).map {
                sample((Float($0 % width) + 0.5) * across - 0.5, (Float($0 / width) + 0.5) * down - 0.5, kernel)
            })
    }

    /// Takes the mean of each 3x3 samples, weighted 1 2 1.
    mutating func blur() {
        let before = self
        for y in 0..<height {
            for x in 0..<width {
                var sum: Float = 0
                for (j, down) in [1, 2, 1].enumerated() {
                    for (i, across) in [1, 2, 1].enumerated() {
                        sum += before[x + i - 1, y + j - 1] * Float(down * across)
                    }
                }
                samples[y * width + x] = sum / 16
            }
        }
    }

    private subscript(x: Int, y: Int) -> Float {
        samples[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)]
    }

    private func sample(_ x: Float, _ y: Float, _ kernel: Kernel) -> Float {
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (across, down) = (Self.weights(x - left, kernel), Self.weights(y - top, kernel))
        var sum: Float = 0
        for (j, weight) in down.enumerated() where weight != 0 {
            for (i, other) in across.enumerated() where other != 0 {
                sum += weight * other * self[Int(left) + i - 1, Int(top) + j - 1]
            }
        }
        return sum
    }

    /// Of the samples one before, at, one and two after the place before `t`.
    private static func weights(_ t: Float, _ kernel: Kernel) -> [Float] {
        switch kernel {
        case .nearest: t < 0.5 ? [0, 1, 0, 0] : [0, 0, 1, 0]
        case .bilinear: [0, 1 - t, t, 0]
        case .bicubic:
            [
                ((-0.5 * t + 1) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1, ((-1.5 * t + 2) * t + 0.5) * t,
                (0.5 * t - 0.5) * t * t,
            ]
        }
    }
}
