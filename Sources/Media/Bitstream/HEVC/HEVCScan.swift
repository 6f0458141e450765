/// In which order the coefficients of a block come (ITU-T H.265, 6.5.3 to 6.5.5, 7.4.9.11).
enum HEVCScan: Int {
    case diagonal, rows, columns

    /// Small blocks that are predicted along one direction are read across it.
    static func kind(_ log: Int, plane: Int, mode: UInt8, isIntra: Bool) -> HEVCScan {
        guard isIntra, log == 2 || (log == 3 && plane == 0) else { return .diagonal }
        return (6...14).contains(mode) ? .columns : (22...30).contains(mode) ? .rows : .diagonal
    }

    /// Places in a block of 1, 2, 4 or 8, as row * 8 + column.
    static func order(_ log: Int, _ scan: HEVCScan) -> [UInt8] { orders[scan.rawValue * 4 + log] }

    /// Where a place comes in the order.
    static func place(_ x: Int, _ y: Int, _ log: Int, _ scan: HEVCScan) -> Int {
        Int(places[scan.rawValue * 4 + log][y * 8 + x])
    }

    private static let orders: [[UInt8]] = [HEVCScan.diagonal, .rows, .columns].flatMap { scan in
        (0..<4).map { log in
            walk(log, scan).map { UInt8($0.y * 8 + $0.x) }
        }
    }

    private static let places: [[UInt8]] = orders.map { order in
        var places = [UInt8](repeating: 0, count: 64)
        for (number, place) in order.enumerated() { places[Int(place)] = UInt8(number) }
        return places
    }

    private static func walk(_ log: Int, _ scan: HEVCScan) -> [(x: Int, y: Int)] {
        let side = 1 << log
        switch scan {
        case .rows: return (0..<side * side).map { ($0 % side, $0 / side) }
        case .columns: return (0..<side * side).map { ($0 / side, $0 % side) }
        case .diagonal:
            return (0..<2 * side - 1).flatMap { sum in
                (0..<side).compactMap { x in (0..<side).contains(sum - x) ? (x, sum - x) : nil }
            }
        }
    }

    /// Contexts in a block of 4, by row * 8 + column.
    static let smallest: [UInt8] = spread([0, 1, 4, 5, 2, 3, 4, 5, 6, 6, 8, 8, 7, 7, 8, 8])

    /// Contexts in a group by which groups beside it are coded: none, the right one, the one below, both.
    static let patterns: [[UInt8]] = [
        spread([2, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]),
        spread([2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        spread([2, 1, 0, 0, 2, 1, 0, 0, 2, 1, 0, 0, 2, 1, 0, 0]),
        spread(Array(repeating: 2, count: 16)),
    ]

    private static func spread(_ values: [UInt8]) -> [UInt8] {
        (0..<4).flatMap { values[$0 * 4..<$0 * 4 + 4] + [0, 0, 0, 0] }
    }
}
