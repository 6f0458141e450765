/// The header of a slice segment of HEVC (ITU-T H.265, 7.3.6).
struct HEVCSlice {
    enum Kind: Int {
        case both, forward, intra
    }

    let isFirst: Bool
    /// Whether it goes on with the slice before it.
    private(set) var isDependent = false
    /// Its first block, counted in rows.
    private(set) var address = 0
    private(set) var kind = Kind.intra
    private(set) var offsetsLuma = false
    private(set) var offsetsChroma = false
    private(set) var references = [1, 1]
    private(set) var omitsSecondDifference = false
    private(set) var startsWithOtherContexts = false
    private(set) var candidates = 5
    private(set) var quantizer = 26
    /// Where its data begins in the payload.
    private(set) var dataStart = 0

    /// Reads the header of a unit's payload; what a dependent one leaves out is taken from `previous`.
    ///
    /// - Returns: `nil` where its parameter set is not known.
    static func read(
        _ payload: [UInt8], type: UInt8, _ pictures: [Int: HEVCPictureParameters], previous: HEVCSlice?
    ) throws(IllegalSyntax) -> (HEVCSlice, HEVCPictureParameters)? {
        // A header is short, but for lists of weights and entry points.
        var reader = SyntaxReader(payload: payload)
        let isFirst = try reader.flag()
        if (16...23).contains(type) { try reader.skip(1) }
        guard let parameters = pictures[try reader.unsigned(in: 0...63)] else { return nil }
        var (isDependent, address) = (false, 0)
        if !isFirst {
            if parameters.hasDependentSlices { isDependent = try reader.flag() }
            address = try reader.bits(bitsToCount(parameters.sequence.blocks))
            guard address > 0, address < parameters.sequence.blocks else { throw IllegalSyntax() }
        }
        var slice: HEVCSlice
        if isDependent {
            guard let previous else { throw IllegalSyntax() }
            slice = previous
            slice.isDependent = true
            slice.address = address
        } else {
            slice = HEVCSlice(isFirst: isFirst, address: address)
            try slice.readOwn(&reader, type, parameters)
        }
        try slice.readEnd(&reader, parameters)
        return (slice, parameters)
    }

    private init(isFirst: Bool, address: Int) {
        self.isFirst = isFirst
        self.address = address
    }

    private mutating func readOwn(
        _ reader: inout SyntaxReader, _ type: UInt8, _ parameters: HEVCPictureParameters
    ) throws(IllegalSyntax) {
        let sequence = parameters.sequence
        try reader.skip(parameters.extraSliceBits)
        kind = Kind(rawValue: try reader.unsigned(in: 0...2))!
        if parameters.hasOutputFlag { try reader.skip(1) }
        var (used, hasTemporalMotion) = (0, false)
        if type != 19, type != 20 {
            try reader.skip(sequence.orderBits)
            used = try readReferenceSet(&reader, sequence)
            if sequence.hasLongTerm { used += try readLongTerm(&reader, sequence) }
            if sequence.hasTemporalMotion { hasTemporalMotion = try reader.flag() }
        }
        if sequence.hasSampleOffset { (offsetsLuma, offsetsChroma) = (try reader.flag(), try reader.flag()) }
        if kind != .intra { try readPrediction(&reader, parameters, used, hasTemporalMotion) }
        quantizer = parameters.quantizer + (try reader.signed(in: -200...200))
        guard (-48...51).contains(quantizer) else { throw IllegalSyntax() }
        if parameters.hasChromaQuantizers {
            (_, _) = (try reader.signed(in: -12...12), try reader.signed(in: -12...12))
        }
        var isDeblockingOff = parameters.isDeblockingOff
        if parameters.overridesDeblocking, try reader.flag() {
            isDeblockingOff = try reader.flag()
            if !isDeblockingOff { (_, _) = (try reader.signed(in: -6...6), try reader.signed(in: -6...6)) }
        }
        if parameters.filtersAcrossSlices, offsetsLuma || offsetsChroma || !isDeblockingOff { try reader.skip(1) }
    }

    /// Where the data begins (7.3.6.1, from entry points on).
    private mutating func readEnd(
        _ reader: inout SyntaxReader, _ parameters: HEVCPictureParameters
    ) throws(IllegalSyntax) {
        if parameters.synchronizesRows {
            let count = try reader.unsigned(in: 0...parameters.sequence.blocks)
            if count > 0 {
                let length = try reader.unsigned(in: 0...31) + 1
                try reader.skip(count * length)
            }
        }
        if parameters.hasSliceExtension { try reader.skip(8 * (try reader.unsigned(in: 0...256))) }
        guard try reader.flag() else { throw IllegalSyntax() }
        while reader.position % 8 != 0 { guard try !reader.flag() else { throw IllegalSyntax() } }
        dataStart = reader.position / 8
    }

    private func readReferenceSet(
        _ reader: inout SyntaxReader, _ sequence: HEVCSequence
    ) throws(IllegalSyntax) -> Int {
        let sets = sequence.referenceSets
        guard try reader.flag() else {
            return try HEVCReferenceSet(&reader, index: sets.count, known: sets, isInSlice: true).used
        }
        let index = sets.count > 1 ? try reader.bits(Self.bitsToCount(sets.count)) : 0
        guard index < sets.count else { throw IllegalSyntax() }
        return sets[index].used
    }

    private func readLongTerm(_ reader: inout SyntaxReader, _ sequence: HEVCSequence) throws(IllegalSyntax) -> Int {
        let listed = sequence.longTermIsUsed
        let fromList = listed.isEmpty ? 0 : try reader.unsigned(in: 0...32)
        let all = fromList + (try reader.unsigned(in: 0...32))
        var used = 0
        for index in 0..<all {
            if index < fromList {
                let entry = listed.count > 1 ? try reader.bits(Self.bitsToCount(listed.count)) : 0
                guard entry < listed.count else { throw IllegalSyntax() }
                if listed[entry] { used += 1 }
            } else {
                try reader.skip(sequence.orderBits)
                if try reader.flag() { used += 1 }
            }
            if try reader.flag() { _ = try reader.unsigned() }
        }
        return used
    }

    private mutating func readPrediction(
        _ reader: inout SyntaxReader, _ parameters: HEVCPictureParameters, _ used: Int, _ hasTemporalMotion: Bool
    ) throws(IllegalSyntax) {
        references = parameters.references
        if try reader.flag() {
            references[0] = try reader.unsigned(in: 0...14) + 1
            if kind == .both { references[1] = try reader.unsigned(in: 0...14) + 1 }
        }
        if kind == .forward { references[1] = 0 }
        if parameters.ordersLists, used > 1 {
            for count in references.prefix(kind == .both ? 2 : 1) where try reader.flag() {
                try reader.skip(count * Self.bitsToCount(used))
            }
        }
        if kind == .both { omitsSecondDifference = try reader.flag() }
        if parameters.choosesContexts { startsWithOtherContexts = try reader.flag() }
        if hasTemporalMotion {
            let list = kind == .both ? (try reader.flag() ? 0 : 1) : 0
            if references[list] > 1 { _ = try reader.unsigned(in: 0...references[list] - 1) }
        }
        if kind == .forward ? parameters.weighsForward : parameters.weighsBoth { try skipWeights(&reader) }
        candidates = 5 - (try reader.unsigned(in: 0...4))
    }

    /// How much each reference counts (7.3.6.3).
    private func skipWeights(_ reader: inout SyntaxReader) throws(IllegalSyntax) {
        (_, _) = (try reader.unsigned(in: 0...7), try reader.signed(in: -7...7))
        for count in references where count > 0 {
            var (luma, chroma): ([Bool], [Bool]) = ([], [])
            for _ in 0..<count { luma.append(try reader.flag()) }
            for _ in 0..<count { chroma.append(try reader.flag()) }
            for index in 0..<count {
                for _ in 0..<(luma[index] ? 2 : 0) + (chroma[index] ? 4 : 0) { _ = try reader.signed() }
            }
        }
    }

    /// Bits that name one of `count`.
    private static func bitsToCount(_ count: Int) -> Int {
        count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
    }
}
