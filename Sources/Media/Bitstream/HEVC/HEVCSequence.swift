/// What a sequence parameter set of HEVC says, as far as its pictures' data is read by it (ITU-T H.265, 7.3.2.2).
struct HEVCSequence: Equatable {
    let id: Int
    let width: Int
    let height: Int
    let lumaDepth: Int
    let chromaDepth: Int
    /// Bits of a picture's order count.
    let orderBits: Int
    /// Sides of blocks, as exponents of 2.
    let smallestCoding: Int
    let codingTree: Int
    let smallestTransform: Int
    let largestTransform: Int
    let interDepth: Int
    let intraDepth: Int
    let hasUnequalPartitions: Bool
    let hasSampleOffset: Bool
    var referenceSets: [HEVCReferenceSet] = []
    /// Whether pictures may name long-term references, and of how many, which of them are used, the set itself has a list.
    var hasLongTerm = false
    var longTermIsUsed: [Bool] = []
    var hasTemporalMotion = false

    /// Coding tree blocks, in a row and in all.
    var columns: Int { (width + (1 << codingTree) - 1) >> codingTree }
    var blocks: Int { columns * rows }
    private var rows: Int { (height + (1 << codingTree) - 1) >> codingTree }

    /// Reads a payload behind its header.
    ///
    /// - Returns: `nil` for a profile beyond Main, Main 10 and Main Still Picture, and where blocks may hold bare samples: no
    ///   coder at hand writes such data, so that it could be held against this reader.
    static func read(_ payload: [UInt8]) throws(IllegalSyntax) -> HEVCSequence? {
        var reader = SyntaxReader(payload: payload)
        try reader.skip(4)
        let layers = try reader.bits(3)
        try reader.skip(1)
        try reader.skip(3)
        let profile = try reader.bits(5)
        guard (1...3).contains(profile) else { return nil }
        try reader.skip(32 + 48 + 8)
        try skipLayers(layers, &reader)
        let id = try reader.unsigned(in: 0...15)
        // 4:0:0 and above are not of these profiles.
        _ = try reader.unsigned(in: 1...1)
        let (width, height) = (try reader.unsigned(in: 1...16_888), try reader.unsigned(in: 1...16_888))
        if try reader.flag() { for _ in 0..<4 { _ = try reader.unsigned() } }
        let (luma, chroma) = (try reader.unsigned(in: 0...8) + 8, try reader.unsigned(in: 0...8) + 8)
        let orderBits = try reader.unsigned(in: 0...12) + 4
        let isPerLayer = try reader.flag()
        for _ in (isPerLayer ? 0 : layers)...layers { for _ in 0..<3 { _ = try reader.unsigned() } }
        let coding = try reader.unsigned(in: 0...3) + 3
        let tree = coding + (try reader.unsigned(in: 0...3))
        let transform = try reader.unsigned(in: 0...3) + 2
        let largest = transform + (try reader.unsigned(in: 0...3))
        guard (4...6).contains(tree), largest <= min(tree, 5), transform < coding, width % (1 << coding) == 0,
            height % (1 << coding) == 0
        else { throw IllegalSyntax() }
        let (inter, intra) = (try reader.unsigned(in: 0...4), try reader.unsigned(in: 0...4))
        if try reader.flag(), try reader.flag() { try skipScalingLists(&reader) }
        var made = HEVCSequence(
            id: id, width: width, height: height, lumaDepth: luma, chromaDepth: chroma, orderBits: orderBits,
            smallestCoding: coding, codingTree: tree, smallestTransform: transform, largestTransform: largest,
            interDepth: inter, intraDepth: intra, hasUnequalPartitions: try reader.flag(),
            hasSampleOffset: try reader.flag())
        if try reader.flag() { return nil }
        try made.readReferences(&reader)
        return made
    }

    private mutating func readReferences(_ reader: inout SyntaxReader) throws(IllegalSyntax) {
        let count = try reader.unsigned(in: 0...64)
        for index in 0..<count {
            referenceSets.append(try HEVCReferenceSet(&reader, index: index, known: referenceSets, isInSlice: false))
        }
        hasLongTerm = try reader.flag()
        if hasLongTerm {
            for _ in 0..<(try reader.unsigned(in: 0...32)) {
                try reader.skip(orderBits)
                longTermIsUsed.append(try reader.flag())
            }
        }
        hasTemporalMotion = try reader.flag()
    }

    /// Profile and level of each layer in time (7.3.3).
    private static func skipLayers(_ layers: Int, _ reader: inout SyntaxReader) throws(IllegalSyntax) {
        guard layers > 0 else { return }
        var bits = 0
        for layer in 0..<8 {
            let (hasProfile, hasLevel) = (try reader.flag(), try reader.flag())
            if layer < layers { bits += (hasProfile ? 88 : 0) + (hasLevel ? 8 : 0) }
        }
        try reader.skip(bits)
    }

    /// Weights of coefficients (7.3.4).
    static func skipScalingLists(_ reader: inout SyntaxReader) throws(IllegalSyntax) {
        for size in 0..<4 {
            for _ in stride(from: 0, to: 6, by: size == 3 ? 3 : 1) {
                guard try reader.flag() else {
                    _ = try reader.unsigned(in: 0...5)
                    continue
                }
                if size > 1 { _ = try reader.signed() }
                for _ in 0..<min(64, 1 << (4 + size << 1)) { _ = try reader.signed() }
            }
        }
    }
}
