/// What later macroblocks of H.264 are read by, of one before them.
struct AVCMacroblock {
    /// Which slice of the picture it belongs to; -1 before it came.
    var slice = -1
    var isSkipped = false
    var isIntra = false
    /// Whether luma is predicted block by block.
    var isInBlocks = false
    /// Whether it is moved as what is around it.
    var isDirect = false
    var hasLargeTransform = false
    var chromaMode = 0
    /// Which quarters of luma have coefficients, a bit for each; and chroma: 0 for none, 1 for means, 2 for all.
    var luma = 0
    var chroma = 0
    /// Which blocks have coefficients: from bit 0 luma's in rows, from 16 and 20 those of chroma, from 24 the means of each.
    var coded: UInt32 = 0
    /// Which quarters are moved by another picture than the first of a list, from bit 0 and 4.
    var later = 0
}

/// A picture of H.264 while its slices are read.
struct AVCPicture {
    let sequence: SequenceParameters
    var macroblocks: [AVCMacroblock]
    /// Macroblocks and slices that came.
    var finished = 0
    var slices = 0
    var isFinished: Bool { finished == macroblocks.count }
    /// How far each block of 4 is moved, in four planes: across and down, by the first list and by the second.
    var motion: [UInt8]
    let motionStride: Int
    let motionPlane: Int

    init(_ sequence: SequenceParameters) {
        self.sequence = sequence
        macroblocks = Array(repeating: AVCMacroblock(), count: sequence.columns * sequence.rows)
        motionStride = sequence.columns * 4
        motionPlane = macroblocks.count * 16
        motion = Array(repeating: 0, count: motionPlane * 4)
    }
}
