/// The luma less its local mean, over its local spread: 128 is flat, 40 steps are one spread.
///
/// The window is 9 by 9, cut off at the picture's edge. A spread below the codec's noise counts as noise, so that
/// flat areas stay flat.
func localStructure(_ luma: [UInt8], width: Int, height: Int) -> [UInt8] {
    let radius = 4
    var columnSum = [Int32](repeating: 0, count: width)
    var columnSquares = [Int32](repeating: 0, count: width)
    var out = [UInt8](repeating: 128, count: luma.count)
    func addRow(_ y: Int, _ sign: Int32) {
        for x in 0..<width {
            let v = Int32(luma[y * width + x])
            columnSum[x] &+= sign &* v
            columnSquares[x] &+= sign &* v &* v
        }
    }
    for y in 0..<min(radius, height) { addRow(y, 1) }
    for y in 0..<height {
        if y + radius < height { addRow(y + radius, 1) }
        if y - radius - 1 >= 0 { addRow(y - radius - 1, -1) }
        let rows = min(y + radius, height - 1) - max(y - radius, 0) + 1
        var sum: Int32 = 0
        var squares: Int32 = 0
        for x in 0..<min(radius, width) {
            sum &+= columnSum[x]
            squares &+= columnSquares[x]
        }
        for x in 0..<width {
            if x + radius < width {
                sum &+= columnSum[x + radius]
                squares &+= columnSquares[x + radius]
            }
            if x - radius - 1 >= 0 {
                sum &-= columnSum[x - radius - 1]
                squares &-= columnSquares[x - radius - 1]
            }
            let columns = min(x + radius, width - 1) - max(x - radius, 0) + 1
            let share = 1 / Float(rows * columns)
            let mean = Float(sum) * share
            let spread = max(Float(squares) * share - mean * mean, 0).squareRoot()
            let value = 128 + 40 * (Float(luma[y * width + x]) - mean) / (spread + 4)
            out[y * width + x] = UInt8(min(max(value, 0), 255))
        }
    }
    return out
}
