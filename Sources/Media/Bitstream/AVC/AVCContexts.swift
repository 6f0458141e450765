/// Where the contexts of each element of H.264's data lie, and how they begin (ITU-T H.264, 9.3.1.1). Up to 276 they are
/// numbered as in the standard; those of transforms of 8, from 399 on there, follow.
enum AVCContexts {
    static let intraKind = 3
    static let skipForward = 11
    static let forwardKind = 14
    static let intraKindForward = 17
    static let forwardPart = 21
    static let skipBoth = 24
    static let bothKind = 27
    static let intraKindBoth = 32
    static let bothPart = 36
    static let across = 40
    static let down = 47
    static let reference = 54
    static let quantizer = 60
    static let chromaMode = 64
    static let isLikelyMode = 68
    static let mode = 69
    static let codesLuma = 73
    static let codesChroma = 77
    static let isCoded = 85
    static let isLarge = 277

    private static let initial: [[(slope: Int, offset: Int)]] = (0..<4).map { table in
        let motion = table == 0 ? [Int8](repeating: 0, count: 98) : AVCContextTables.motion[table - 1]
        let all = AVCContextTables.kinds + motion + AVCContextTables.steps + AVCContextTables.residual[table]
        return stride(from: 0, to: all.count, by: 2).map { (Int(all[$0]), Int(all[$0 + 1])) }
    }

    /// The states that a slice begins with: in way 0 where it is not predicted, in 1 to 3 where it is.
    static func states(way: Int, quantizer: Int) -> [UInt8] {
        initial[way].map { slope, offset in
            let state = min(126, max(1, (slope * min(51, max(0, quantizer))) >> 4 + offset))
            return UInt8(state <= 63 ? (63 - state) << 1 : (state - 64) << 1 | 1)
        }
    }
}
