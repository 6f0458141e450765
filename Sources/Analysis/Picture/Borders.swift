/// Black bars inside the picture, as shares of its sides.
public struct Borders: Sendable, Equatable {
    public let top, bottom, left, right: Double

    /// Whether there are any.
    public var isEmpty: Bool { top + bottom + left + right == 0 }
}

/// Finds bars that stay black through the whole clip, with straight edges.
struct BorderFinder: Sendable {
    /// For each row and column, in how many pictures it was black from end to end.
    private var rows: [Int] = []
    private var columns: [Int] = []
    /// For each row and column, the sum of its mean brightness over all pictures, in levels.
    private var rowLight: [Int] = []
    private var columnLight: [Int] = []
    private var pictures = 0

    /// Luma that a bar stays below, coding noise included.
    private static let barLevel: UInt8 = 26
    /// A bar is black in nearly every picture; a dark scene is not.
    private static let share = 0.98
    /// Inside a bar's edge the picture is brighter by so many levels, on average.
    private static let edge = 12.0
    /// A bar has at least two rows of the small picture: one may be the edge of a scaled picture.
    private static let leastRows = 2

    /// Adds a picture that is not black as a whole.
    mutating func take(_ picture: SmallPicture) {
        if rows.isEmpty {
            rows = Array(repeating: 0, count: picture.height)
            columns = Array(repeating: 0, count: picture.width)
            (rowLight, columnLight) = (rows, columns)
        }
        guard rows.count == picture.height, columns.count == picture.width else { return }
        pictures += 1
        var brightest = [UInt8](repeating: 0, count: picture.width)
        var sums = [UInt32](repeating: 0, count: picture.width)
        for y in 0..<picture.height {
            var most: UInt8 = 0
            var total: UInt32 = 0
            for x in 0..<picture.width {
                let level = picture.luma[y * picture.width + x]
                most = max(most, level)
                total &+= UInt32(level)
                brightest[x] = max(brightest[x], level)
                sums[x] &+= UInt32(level)
            }
            if most <= Self.barLevel { rows[y] += 1 }
            rowLight[y] += Int(total) / picture.width
        }
        for x in 0..<picture.width {
            if brightest[x] <= Self.barLevel { columns[x] += 1 }
            columnLight[x] += Int(sums[x]) / picture.height
        }
    }

    /// The bars; none where only one side is dark, since that is a scene more often than a bar.
    func borders() -> Borders {
        let (top, bottom) = pair(rows, rowLight)
        let (left, right) = pair(columns, columnLight)
        return Borders(top: top, bottom: bottom, left: left, right: right)
    }

    private func pair(_ black: [Int], _ light: [Int]) -> (Double, Double) {
        guard pictures > 0 else { return (0, 0) }
        let isBar = black.map { Double($0) >= Self.share * Double(pictures) }
        let (first, last) = (isBar.prefix { $0 }.count, isBar.reversed().prefix { $0 }.count)
        guard first >= Self.leastRows, last >= Self.leastRows, first + last < isBar.count,
            hasEdge(light, first - 1, first + 1), hasEdge(light, isBar.count - last, isBar.count - last - 2)
        else { return (0, 0) }
        return (Double(first) / Double(isBar.count), Double(last) / Double(isBar.count))
    }

    private func hasEdge(_ light: [Int], _ outside: Int, _ inside: Int) -> Bool {
        guard light.indices.contains(inside) else { return false }
        return Double(light[inside] - light[outside]) >= Self.edge * Double(pictures)
    }
}
