/// Where the contexts of each element of HEVC's data lie, and how they begin (ITU-T H.265, 9.3.2.2).
enum HEVCContexts {
    static let mergesOffset = 0
    static let offsetKind = 1
    static let splitsCoding = 2
    static let isLossless = 5
    static let isSkipped = 6
    static let quantizer = 9
    static let isIntra = 11
    static let partition = 12
    static let isLikelyMode = 16
    static let chromaMode = 17
    static let isMerged = 18
    static let candidate = 19
    static let direction = 20
    static let reference = 25
    static let isMoved = 27
    static let isMovedFar = 28
    static let predictor = 29
    static let hasResidual = 30
    static let splitsTransform = 31
    static let codesLuma = 34
    static let codesChroma = 36
    static let skipsTransform = 40
    static let lastColumn = 42
    static let lastRow = 60
    static let codesGroup = 78
    static let isSignificant = 82
    static let isAboveOne = 124
    static let isAboveTwo = 148

    /// What the standard's tables begin with, for slices that are not predicted, and the two ways to begin others.
    private static let initial: [[UInt8]] = [
        table(
            [153, 200, 139, 141, 157, 154, 154, 154, 154, 154, 154, 154, 184, 154, 154, 154, 184, 63],
            [
                154, 154, 154, 154, 154, 154, 154, 154, 154, 154, 154, 154, 154, 153, 138, 138, 111, 141, 94, 138, 182,
                154,
            ],
            last: [110, 110, 124, 125, 140, 153, 125, 127, 140, 109, 111, 143, 127, 111, 79, 108, 123, 63],
            group: [91, 171, 134, 141],
            significant: [
                111, 111, 125, 110, 110, 94, 124, 108, 124, 107, 125, 141, 179, 153, 125, 107, 125, 141, 179, 153, 125,
                107, 125, 141, 179, 153, 125, 140, 139, 182, 182, 152, 136, 152, 136, 153, 136, 139, 111, 136, 139, 111,
            ],
            above: [
                140, 92, 137, 138, 140, 152, 138, 139, 153, 74, 149, 92, 139, 107, 122, 152, 140, 179, 166, 182, 140,
                227,
                122, 197, 138, 153, 136, 167, 152, 152,
            ]),
        table(
            [153, 185, 107, 139, 126, 154, 197, 185, 201, 154, 154, 149, 154, 139, 154, 154, 154, 152],
            [110, 122, 95, 79, 63, 31, 31, 153, 153, 140, 198, 168, 79, 124, 138, 94, 153, 111, 149, 107, 167, 154],
            last: [125, 110, 94, 110, 95, 79, 125, 111, 110, 78, 110, 111, 111, 95, 94, 108, 123, 108],
            group: [121, 140, 61, 154],
            significant: [
                155, 154, 139, 153, 139, 123, 123, 63, 153, 166, 183, 140, 136, 153, 154, 166, 183, 140, 136, 153, 154,
                166, 183, 140, 136, 153, 154, 170, 153, 123, 123, 107, 121, 107, 121, 167, 151, 183, 140, 151, 183, 140,
            ],
            above: [
                154, 196, 196, 167, 154, 152, 167, 182, 182, 134, 149, 136, 153, 121, 136, 137, 169, 194, 166, 167, 154,
                167, 137, 182, 107, 167, 91, 122, 107, 167,
            ]),
        table(
            [153, 160, 107, 139, 126, 154, 197, 185, 201, 154, 154, 134, 154, 139, 154, 154, 183, 152],
            [154, 137, 95, 79, 63, 31, 31, 153, 153, 169, 198, 168, 79, 224, 167, 122, 153, 111, 149, 92, 167, 154],
            last: [125, 110, 124, 110, 95, 94, 125, 111, 111, 79, 125, 126, 111, 111, 79, 108, 123, 93],
            group: [121, 140, 61, 154],
            significant: [
                170, 154, 139, 153, 139, 123, 123, 63, 124, 166, 183, 140, 136, 153, 154, 166, 183, 140, 136, 153, 154,
                166, 183, 140, 136, 153, 154, 170, 153, 138, 138, 122, 121, 122, 121, 167, 151, 183, 140, 151, 183, 140,
            ],
            above: [
                154, 196, 167, 167, 154, 152, 167, 182, 182, 134, 149, 136, 153, 121, 136, 122, 169, 208, 166, 167, 154,
                152, 167, 182, 107, 167, 91, 107, 107, 167,
            ]),
    ]

    private static func table(
        _ coding: [UInt8], _ prediction: [UInt8], last: [UInt8], group: [UInt8], significant: [UInt8], above: [UInt8]
    ) -> [UInt8] {
        coding + prediction + [139, 139] + last + last + group + significant + above
    }

    /// The states that a slice begins with.
    static func states(of slice: HEVCSlice) -> [UInt8] {
        let isSwapped = slice.startsWithOtherContexts
        let table =
            switch slice.kind {
            case .intra: 0
            case .forward: isSwapped ? 2 : 1
            case .both: isSwapped ? 1 : 2
            }
        let quantizer = min(51, max(0, slice.quantizer))
        return initial[table].map { value in
            let (slope, offset) = (Int(value >> 4) * 5 - 45, Int(value & 15) << 3 - 16)
            let state = min(126, max(1, (slope * quantizer) >> 4 + offset))
            return UInt8(state <= 63 ? (63 - state) << 1 : (state - 64) << 1 | 1)
        }
    }
}
