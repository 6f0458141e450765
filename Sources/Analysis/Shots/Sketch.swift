/// What is kept of a picture while it is compared with its neighbours: half of the small picture's
/// size, so that the luma has the size of the chroma.
///
/// ``structure`` is the luma freed from local brightness and contrast (128 is flat): a flash or a relight
/// hardly changes it, another picture does.
package struct Sketch: Sendable {
    let width: Int
    let height: Int
    package let luma: [UInt8]
    package let cb: [UInt8]
    package let cr: [UInt8]
    package let structure: [UInt8]
    /// ``structure`` with ``margin`` columns and rows repeated on each side, to search in.
    let padded: [UInt8]
    /// Shares of the pixels: 16 bins of luma, then 8 by 8 of chroma.
    let histogram: [Float]
    /// Standard deviation of the luma, in levels.
    let spread: Float
    /// Share of the pixels that have no structure, coding noise aside.
    let plainArea: Float

    /// The longest motion that is searched for, in pixels of the sketch.
    static let margin = 8
    /// The sides are at least this, so that there is a block to compare.
    static let leastSide = 8

    /// Has the size of `model`, or half of the picture's without one.
    package init(_ picture: SmallPicture, like model: Sketch? = nil) {
        let width = model?.width ?? max(Self.leastSide, picture.width / 2)
        let height = model?.height ?? max(Self.leastSide, picture.height / 2)
        let exact = width == picture.width / 2 && height == picture.height / 2
        let half = Self.halved(picture.luma, width: picture.width, height: picture.height)
        if exact {
            luma = half
            cb = picture.cb
            cr = picture.cr
        } else {
            luma = Self.stretched(half, picture.width / 2, picture.height / 2, to: width, height)
            cb = Self.stretched(picture.cb, picture.width / 2, picture.height / 2, to: width, height)
            cr = Self.stretched(picture.cr, picture.width / 2, picture.height / 2, to: width, height)
        }
        self.width = width
        self.height = height
        structure = localStructure(luma, width: width, height: height)
        padded = Self.padded(structure, width: width, height: height)
        histogram = Self.histogram(luma, cb, cr)
        spread = Self.spread(luma)
        plainArea = Float(structure.count { $0 > 128 - Self.noise && $0 < 128 + Self.noise }) / Float(structure.count)
    }

    /// Structure, beside 128, that coding leaves on a plain ground.
    private static let noise: UInt8 = 10

    private static func spread(_ luma: [UInt8]) -> Float {
        var sum = 0
        var squares = 0
        for value in luma {
            sum &+= Int(value)
            squares &+= Int(value) &* Int(value)
        }
        let mean = Float(sum) / Float(luma.count)
        return max(Float(squares) / Float(luma.count) - mean * mean, 0).squareRoot()
    }

    private static func halved(_ plane: [UInt8], width: Int, height: Int) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: (width / 2) * (height / 2))
        for y in 0..<(height / 2) {
            for x in 0..<(width / 2) {
                let i = 2 * y * width + 2 * x
                let sum =
                    UInt16(plane[i]) &+ UInt16(plane[i + 1]) &+ UInt16(plane[i + width]) &+ UInt16(plane[i + width + 1])
                out[y * (width / 2) + x] = UInt8(truncatingIfNeeded: (sum &+ 2) >> 2)
            }
        }
        return out
    }

    private static func stretched(_ plane: [UInt8], _ w: Int, _ h: Int, to width: Int, _ height: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(width * height)
        for y in 0..<height {
            for x in 0..<width { out.append(plane[(y * h / height) * w + x * w / width]) }
        }
        return out
    }

    private static func padded(_ plane: [UInt8], width: Int, height: Int) -> [UInt8] {
        let m = margin
        var out: [UInt8] = []
        out.reserveCapacity((width + 2 * m) * (height + 2 * m))
        for y in -m..<(height + m) {
            let start = min(max(y, 0), height - 1) * width
            out.append(contentsOf: repeatElement(plane[start], count: m))
            out.append(contentsOf: plane[start..<(start + width)])
            out.append(contentsOf: repeatElement(plane[start + width - 1], count: m))
        }
        return out
    }

    package static func histogram(_ luma: [UInt8], _ cb: [UInt8], _ cr: [UInt8]) -> [Float] {
        var counts = [Float](repeating: 0, count: 80)
        let share = 1 / Float(luma.count)
        for i in luma.indices {
            // Each value is shared between its two nearest bins, so that a small shift changes little.
            let l = Int(luma[i])
            let bin = l >> 4
            let part = Float(l & 15) / 16
            counts[bin] += share * (1 - part)
            counts[min(bin + 1, 15)] += share * part
            // Most chroma lies near neutral: the bins are 8 wide there, and the outer ones take the rest.
            let b = min(max((Int(cb[i]) - 96) >> 3, 0), 7)
            let r = min(max((Int(cr[i]) - 96) >> 3, 0), 7)
            counts[16 + b * 8 + r] += share
        }
        return counts
    }
}
