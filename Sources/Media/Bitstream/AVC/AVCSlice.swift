/// The header of a slice of H.264 that is a frame's (ITU-T H.264, 7.3.3).
struct AVCSlice {
    enum Kind {
        case forward, both, intra
    }

    /// Its first macroblock.
    let address: Int
    let kind: Kind
    let parameters: AVCPictureParameters
    /// The picture's number, which counts those that others are predicted from.
    private(set) var frameNumber = 0
    /// Whether it starts counting anew behind it.
    private(set) var restartsNumbers = false
    private(set) var references = [1, 1]
    /// Which of the ways contexts begin in.
    private(set) var way = 0
    private(set) var quantizer = 26
    /// Bits before its data, in the payload.
    private(set) var dataStart = 0

    /// Reads the header of a unit's payload; `nil` for what is not known here: fields, groups of macroblocks, and switching
    /// pictures.
    init?(
        _ payload: [UInt8], header: UInt8, _ pictures: [Int: AVCPictureParameters]
    ) throws(IllegalSyntax) {
        var reader = SyntaxReader(payload: payload)
        address = try reader.unsigned()
        switch try reader.unsigned(in: 0...9) % 5 {
        case 0: kind = .forward
        case 1: kind = .both
        case 2: kind = .intra
        default: return nil
        }
        guard let parameters = pictures[try reader.unsigned(in: 0...255)] else { return nil }
        let sequence = parameters.sequence
        guard !sequence.isInterlaced, !sequence.hasSeparatePlanes, !parameters.hasGroups else { return nil }
        guard address < sequence.columns * sequence.rows else { throw IllegalSyntax() }
        self.parameters = parameters
        references = parameters.references
        try readPlace(&reader, isIDR: header & 0x1F == 5)
        try readPrediction(&reader)
        if header & 0x60 != 0 { try readMarking(&reader, isIDR: header & 0x1F == 5) }
        if parameters.isArithmetic, kind != .intra { way = try reader.unsigned(in: 0...2) + 1 }
        quantizer = parameters.quantizer + (try reader.signed(in: -113...113))
        guard (-6 * (sequence.lumaDepth - 8)...51).contains(quantizer) else { throw IllegalSyntax() }
        if parameters.tellsDeblocking, try reader.unsigned(in: 0...2) != 1 {
            (_, _) = (try reader.signed(in: -6...6), try reader.signed(in: -6...6))
        }
        dataStart = reader.position
    }

    private mutating func readPlace(_ reader: inout SyntaxReader, isIDR: Bool) throws(IllegalSyntax) {
        let sequence = parameters.sequence
        frameNumber = try reader.bits(sequence.frameNumberBits)
        if isIDR { _ = try reader.unsigned(in: 0...65535) }
        if sequence.orderKind == 0 {
            try reader.skip(sequence.orderBits)
            if parameters.hasFieldOrder { _ = try reader.signed() }
        } else if sequence.orderKind == 1, !sequence.omitsOrder {
            _ = try reader.signed()
            if parameters.hasFieldOrder { _ = try reader.signed() }
        }
        if parameters.hasRepeatedPictures { _ = try reader.unsigned(in: 0...127) }
    }

    private mutating func readPrediction(_ reader: inout SyntaxReader) throws(IllegalSyntax) {
        guard kind != .intra else { return }
        if kind == .both { try reader.skip(1) }
        if try reader.flag() {
            references[0] = try reader.unsigned(in: 0...31) + 1
            if kind == .both { references[1] = try reader.unsigned(in: 0...31) + 1 }
        }
        let lists = kind == .both ? references : [references[0]]
        for _ in lists where try reader.flag() {
            while try reader.unsigned(in: 0...3) != 3 { _ = try reader.unsigned() }
        }
        guard kind == .forward ? parameters.weighsForward : parameters.weighsBoth else { return }
        let hasChroma = parameters.sequence.chromaFormat > 0
        _ = try reader.unsigned(in: 0...7)
        if hasChroma { _ = try reader.unsigned(in: 0...7) }
        for count in lists {
            for _ in 0..<count {
                if try reader.flag() { (_, _) = (try reader.signed(), try reader.signed()) }
                if hasChroma, try reader.flag() { for _ in 0..<4 { _ = try reader.signed() } }
            }
        }
    }

    /// What is kept to predict from (7.3.3.3).
    private mutating func readMarking(_ reader: inout SyntaxReader, isIDR: Bool) throws(IllegalSyntax) {
        guard !isIDR else { return try reader.skip(2) }
        guard try reader.flag() else { return }
        while true {
            let operation = try reader.unsigned(in: 0...6)
            if operation == 0 { return }
            if operation == 5 { restartsNumbers = true }
            if [1, 2, 3, 4, 6].contains(operation) { _ = try reader.unsigned() }
            if operation == 3 { _ = try reader.unsigned() }
        }
    }
}
