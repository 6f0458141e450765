/// The kernels without any thought of speed: what they have to compute.
enum Plain {
    /// Means of squares, rounded.
    static func mean(_ plane: [UInt8], width: Int, factor: Int) -> [UInt8] {
        let (columns, rows) = (width / factor, plane.count / width / factor)
        var out = [UInt8](repeating: 0, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = 0
                for y in 0..<factor {
                    for x in 0..<factor { sum += Int(plane[(row * factor + y) * width + column * factor + x]) }
                }
                out[row * columns + column] = UInt8((sum + factor * factor / 2) / (factor * factor))
            }
        }
        return out
    }

    /// BT.709 in video range to BT.601 in full range, by way of red, green and blue.
    static func jpegColours(_ luma: [UInt8], _ cb: [UInt8], _ cr: [UInt8], width: Int) -> ([UInt8], [UInt8], [UInt8]) {
        func full(_ y: UInt8, _ b: UInt8, _ r: UInt8) -> (UInt8, UInt8, UInt8) {
            let (l, u, v) = ((Double(y) - 16) / 219, (Double(b) - 128) / 224, (Double(r) - 128) / 224)
            let (red, blue) = (l + 1.5748 * v, l + 1.8556 * u)
            let green = (l - 0.2126 * red - 0.0722 * blue) / 0.7152
            let luma = 0.299 * red + 0.587 * green + 0.114 * blue
            return (byte(luma * 255), byte((blue - luma) / 1.772 * 255 + 128), byte((red - luma) / 1.402 * 255 + 128))
        }
        func byte(_ value: Double) -> UInt8 { UInt8(min(max(value.rounded(), 0), 255)) }
        var (outY, outB, outR) = (luma, cb, cr)
        for index in luma.indices {
            let chroma = index / width / 2 * (width / 2) + index % width / 2
            (outY[index], outB[chroma], outR[chroma]) = full(luma[index], cb[chroma], cr[chroma])
        }
        return (outY, outB, outR)
    }

    /// The least sum of differences of each block of 8 by 8 within `reach` of its place; a border has no match.
    static func search(_ now: [UInt8], in then: [UInt8], width: Int, wide: Int, tall: Int) -> [Int] {
        let height = now.count / width
        var best: [Int] = []
        for top in stride(from: 0, to: height - 7, by: 8) {
            for left in stride(from: 0, to: width - 7, by: 8) {
                var least = Int.max
                for dy in -tall...tall {
                    for dx in -wide...wide {
                        var sum = 0
                        for y in top..<top + 8 {
                            for x in left..<left + 8 {
                                let (v, u) = (min(max(y + dy, 0), height - 1), min(max(x + dx, 0), width - 1))
                                sum += abs(Int(now[y * width + x]) - Int(then[v * width + u]))
                            }
                        }
                        least = min(least, sum)
                    }
                }
                best.append(least)
            }
        }
        return best
    }

    /// Sum of the squares of all differences.
    static func squaredError(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var sum = 0
        for index in a.indices {
            let difference = Int(a[index]) - Int(b[index])
            sum += difference * difference
        }
        return sum
    }

    /// Shares of the pixels in 16 bins of luma, each shared between two, and in 8 by 8 of chroma.
    static func histogram(_ luma: [UInt8], _ cb: [UInt8], _ cr: [UInt8]) -> [Float] {
        var counts = [Float](repeating: 0, count: 80)
        for index in luma.indices {
            let value = Float(luma[index]) / 16
            let bin = Int(value)
            counts[bin] += 1 - (value - Float(bin))
            counts[min(bin + 1, 15)] += value - Float(bin)
            let (b, r) = ((Int(cb[index]) - 96) / 8, (Int(cr[index]) - 96) / 8)
            counts[16 + min(max(b, 0), 7) * 8 + min(max(r, 0), 7)] += 1
        }
        return counts.map { $0 / Float(luma.count) }
    }
}
