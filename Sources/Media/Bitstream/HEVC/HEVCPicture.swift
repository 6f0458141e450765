/// What later blocks of a picture of HEVC are read by, of those before them.
struct HEVCPicture {
    let sequence: HEVCSequence
    /// Each coding tree block's slice, by that slice's first block; -1 where none came yet.
    var slices: [Int]
    /// How deep the tree is split, and whether the block is skipped, by the smallest coding blocks.
    var depths: [UInt8]
    var skips: [Bool]
    /// How each 4x4 block is predicted from its surroundings; 1, from their mean, where it is not.
    var modes: [UInt8]
    let codingStride: Int
    let modeStride: Int
    /// Coding tree blocks that came.
    var finished = 0
    /// Contexts as they are left: by a segment, and by the second block of a row.
    var afterSegment: [UInt8] = []
    var afterSecond: [UInt8] = []

    init(_ sequence: HEVCSequence) {
        self.sequence = sequence
        codingStride = sequence.width >> sequence.smallestCoding
        modeStride = (sequence.width + 3) >> 2
        slices = Array(repeating: -1, count: sequence.blocks)
        depths = Array(repeating: 0, count: codingStride * (sequence.height >> sequence.smallestCoding))
        skips = Array(repeating: false, count: depths.count)
        modes = Array(repeating: 1, count: modeStride * ((sequence.height + 3) >> 2))
    }
}
