/// Reads the data of a slice segment of HEVC, bin by bin, and makes no picture of it (ITU-T H.265, 7.3.8).
///
/// Any bytes are bins of something, so data that was damaged is read on to some end. That end is the sign: whole data is used
/// up with the picture's last block, to the bit.
struct HEVCSliceData {
    let slice: HEVCSlice
    let parameters: HEVCPictureParameters
    let sequence: HEVCSequence
    var cabac: CABAC
    var picture: HEVCPicture
    /// The block at hand, counted in rows; the slice's first one, and whether those beside it are of the same slice.
    var block = 0
    let first: Int
    var hasLeft = false
    var hasAbove = false
    /// Whether the quantizer of this group of blocks was told already.
    var hasQuantizer = false

    init(_ slice: HEVCSlice, _ parameters: HEVCPictureParameters, _ payload: [UInt8], _ picture: HEVCPicture) {
        self.slice = slice
        self.parameters = parameters
        sequence = parameters.sequence
        self.picture = picture
        first = slice.isDependent ? picture.slices[slice.address - 1] : slice.address
        cabac = CABAC(payload, from: slice.dataStart, contexts: HEVCContexts.states(of: slice))
    }

    /// Reads all of it.
    ///
    /// - Throws: where it does not end with its last block, or holds what no coder may write.
    mutating func read() throws(IllegalSyntax) {
        block = slice.address
        guard block == picture.finished, first >= 0 else { throw IllegalSyntax() }
        if slice.isDependent { cabac.contexts = picture.afterSegment }
        if block > 0, beginsRow { synchronize() }
        while true {
            picture.slices[block] = first
            hasLeft = block % sequence.columns > 0 && picture.slices[block - 1] == first
            hasAbove = block >= sequence.columns && picture.slices[block - sequence.columns] == first
            try readBlock()
            guard !cabac.isOverrun else { throw IllegalSyntax() }
            if parameters.synchronizesRows, block % sequence.columns == 1 { picture.afterSecond = cabac.contexts }
            block += 1
            picture.finished = block
            if cabac.terminate() { break }
            guard block < sequence.blocks else { throw IllegalSyntax() }
            guard beginsRow else { continue }
            guard cabac.terminate(), cabac.isEndedByStopBit else { throw IllegalSyntax() }
            cabac.restart(at: cabac.position)
            synchronize()
        }
        guard cabac.isEndedByStopBit, cabac.isAtEnd else { throw IllegalSyntax() }
        picture.afterSegment = cabac.contexts
    }

    /// Whether the block begins a row that has a substream of its own.
    private var beginsRow: Bool { parameters.synchronizesRows && block % sequence.columns == 0 }

    /// Rows begin with the contexts after the second block of the row above, where there is one in the slice.
    private mutating func synchronize() {
        let above = block - sequence.columns + 1
        let isAvailable = sequence.columns > 1 && above >= 0 && picture.slices[above] == first
        cabac.contexts = isAvailable ? picture.afterSecond : HEVCContexts.states(of: slice)
    }

    private mutating func readBlock() throws(IllegalSyntax) {
        let (column, row) = (block % sequence.columns, block / sequence.columns)
        if slice.offsetsLuma || slice.offsetsChroma { try readSampleOffsets(column, row) }
        try readCodingTree(column << sequence.codingTree, row << sequence.codingTree, sequence.codingTree, depth: 0)
    }

    /// 7.3.8.3.
    private mutating func readSampleOffsets(_ column: Int, _ row: Int) throws(IllegalSyntax) {
        if column > 0, block > first, cabac.decode(HEVCContexts.mergesOffset) { return }
        if row > 0, block - sequence.columns >= first, cabac.decode(HEVCContexts.mergesOffset) { return }
        var kind = 0
        for plane in 0..<3 {
            guard plane == 0 ? slice.offsetsLuma : slice.offsetsChroma else { continue }
            if plane < 2 { kind = cabac.decode(HEVCContexts.offsetKind) ? (cabac.bypass() ? 2 : 1) : 0 }
            guard kind > 0 else { continue }
            let depth = plane == 0 ? sequence.lumaDepth : sequence.chromaDepth
            var signs = 0
            for _ in 0..<4 {
                let size = cabac.bypassOnes(most: 1 << (min(depth, 10) - 5) - 1)
                if size > 0 { signs += 1 }
            }
            if kind == 1 {
                _ = cabac.bypass(signs + 5)
            } else if plane < 2 {
                _ = cabac.bypass(2)
            }
        }
    }
}
