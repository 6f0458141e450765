internal import CPixels

/// Reduces planes of bytes by a whole factor: each sample is the mean of a square of samples, rounded.
///
/// Used from one thread.
final class BoxMean {
    /// The side of the square, 2 to ``largest``.
    let factor: Int
    /// The sums of one row of squares' columns; the largest square still fits.
    private var sums: [UInt16]
    static let largest = 16

    /// For planes of up to `width` columns; `nil` for another factor.
    init?(factor: Int, width: Int) {
        guard (2...Self.largest).contains(factor) else { return nil }
        self.factor = factor
        sums = [UInt16](repeating: 0, count: width)
    }

    /// Reduces `rows` times `factor` rows of `columns` times `factor` samples.
    func reduce(
        _ source: UnsafePointer<UInt8>, stride: Int, to target: UnsafeMutablePointer<UInt8>, stride targetStride: Int,
        columns: Int, rows: Int
    ) {
        let width = columns * factor
        precondition(width <= sums.count, "a plane is no wider than was said")
        for row in 0..<rows {
            let (input, output) = (source + row * factor * stride, target + row * targetStride)
            switch factor {
            case 2: pixels_mean2(input, stride, output, columns)
            case 3: pixels_mean3(input, stride, output, columns)
            default:
                add(input, stride: stride, width: width)
                writeMeans(to: output, columns)
            }
        }
    }

    /// Sums as many rows as the factor says, column by column.
    private func add(_ first: UnsafePointer<UInt8>, stride: Int, width: Int) {
        let second = first + stride
        sums.withUnsafeMutableBufferPointer { sums in
            for column in 0..<width {
                let (upper, lower) = (UInt16(first[column]), UInt16(second[column]))
                sums[column] = upper &+ lower
            }
            for line in 2..<factor {
                let next = first + line * stride
                for column in 0..<width { sums[column] &+= UInt16(next[column]) }
            }
        }
    }

    private func writeMeans(to output: UnsafeMutablePointer<UInt8>, _ columns: Int) {
        // One division for all: with a reciprocal of 24 bits every mean is the nearest number; of two as near, either.
        let squares = UInt32(factor * factor)
        let reciprocal: UInt32 = ((1 << 24) + squares / 2) / squares
        sums.withUnsafeBufferPointer { sums in
            var next = sums.baseAddress!
            for column in 0..<columns {
                var sum: UInt32 = 0
                for index in 0..<factor { sum &+= UInt32(next[index]) }
                next += factor
                output[column] = UInt8(truncatingIfNeeded: (sum &* reciprocal &+ (1 << 23)) >> 24)
            }
        }
    }
}
