/// Changes matrix and range of 8-bit 4:2:0 pictures: each sample is one sum of three products (ITU-T H.273, 8.3). swscale goes by
/// way of RGB, which takes more than ten times as long.
struct ColourChange {
    /// What samples mean.
    struct Meaning: Equatable {
        /// The shares of red and of blue in luma.
        let red: Double
        let blue: Double
        /// Whether black is 0 and white 255.
        let isFull: Bool

        static func bt709(isFull: Bool) -> Meaning { Meaning(red: 0.2126, blue: 0.0722, isFull: isFull) }
        static func bt601(isFull: Bool) -> Meaning { Meaning(red: 0.299, blue: 0.114, isFull: isFull) }

        var lumaSteps: Double { isFull ? 255 : 219 }
        var chromaSteps: Double { isFull ? 255 : 224 }
        var black: Double { isFull ? 0 : 16 }
    }

    /// The fraction bits of all factors; the largest sum stays far below 32 bits.
    private static let bits = 14
    /// A new sample is the sum of these times luma, Cb and Cr, and a constant, over two to the power of ``bits``.
    private struct Row {
        let luma: Int32
        let cb: Int32
        let cr: Int32
        let constant: Int32

        init(_ luma: Double, _ cb: Double, _ cr: Double, black: Double, to zero: Double) {
            let one = Double(1 << ColourChange.bits)
            self.luma = Int32((luma * one).rounded())
            self.cb = Int32((cb * one).rounded())
            self.cr = Int32((cr * one).rounded())
            // From exact factors, so that gray stays gray; and a half, to round.
            let factors = (Double(self.luma), Double(self.cb), Double(self.cr))
            constant = Int32(
                ((zero + 0.5) * one - factors.0 * black - factors.1 * 128 - factors.2 * 128).rounded())
        }

        @inline(__always)
        func ofChroma(_ b: UInt8, _ r: UInt8) -> Int32 { cb &* Int32(b) &+ cr &* Int32(r) &+ constant }
    }

    private let luma: Row
    private let cb: Row
    private let cr: Row

    /// The change from one meaning to another.
    init(from: Meaning, to: Meaning) {
        let green = 1 - from.red - from.blue
        // What Cb and Cr, of full scale one, add to red, green and blue; luma adds itself to each.
        let blueOfCb = 2 * (1 - from.blue)
        let greenOfCb = -blueOfCb * from.blue / green
        let redOfCr = 2 * (1 - from.red)
        let greenOfCr = -redOfCr * from.red / green
        let newGreen = 1 - to.red - to.blue
        let lumaOfCb = newGreen * greenOfCb + to.blue * blueOfCb
        let lumaOfCr = to.red * redOfCr + newGreen * greenOfCr
        let (toBlue, toRed) = (2 * (1 - to.blue), 2 * (1 - to.red))
        let scale = to.chromaSteps / from.chromaSteps
        luma = Row(
            to.lumaSteps / from.lumaSteps, lumaOfCb * to.lumaSteps / from.chromaSteps,
            lumaOfCr * to.lumaSteps / from.chromaSteps, black: from.black, to: to.black)
        cb = Row(0, (blueOfCb - lumaOfCb) / toBlue * scale, -lumaOfCr / toBlue * scale, black: 0, to: 128)
        cr = Row(0, -lumaOfCb / toRed * scale, (redOfCr - lumaOfCr) / toRed * scale, black: 0, to: 128)
    }

    /// The planes of a picture.
    struct Planes {
        let data: [UnsafeMutablePointer<UInt8>]
        let strides: [Int]
    }

    /// Writes a picture of `columns` by `rows`, both even.
    func apply(to source: Planes, into target: Planes, columns: Int, rows: Int) {
        for row in 0..<rows / 2 {
            let oldCb = source.data[1] + row * source.strides[1]
            let oldCr = source.data[2] + row * source.strides[2]
            let newCb = target.data[1] + row * target.strides[1]
            let newCr = target.data[2] + row * target.strides[2]
            for column in 0..<columns / 2 {
                newCb[column] = Self.sample(cb.ofChroma(oldCb[column], oldCr[column]))
                newCr[column] = Self.sample(cr.ofChroma(oldCb[column], oldCr[column]))
            }
            for line in 2 * row...2 * row + 1 {
                let old = source.data[0] + line * source.strides[0]
                let new = target.data[0] + line * target.strides[0]
                for column in 0..<columns / 2 {
                    let colour = luma.ofChroma(oldCb[column], oldCr[column])
                    new[2 * column] = Self.sample(colour &+ luma.luma &* Int32(old[2 * column]))
                    new[2 * column + 1] = Self.sample(colour &+ luma.luma &* Int32(old[2 * column + 1]))
                }
            }
        }
    }

    @inline(__always)
    private static func sample(_ sum: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: min(max(sum >> Int32(bits), 0), 255))
    }
}
