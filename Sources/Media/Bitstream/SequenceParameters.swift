/// What a sequence parameter set of H.264 says, as far as a cut has to know (ITU-T H.264, 7.3.2.1.1).
package struct SequenceParameters: Sendable, Equatable {
    /// 66 baseline, 77 main, 100 high, 110 high 10, 122 high 4:2:2, 244 high 4:4:4.
    package let profile: Int
    /// Ten times the level.
    package let level: Int
    package let id: Int
    /// 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4.
    package private(set) var chromaFormat = 1
    package private(set) var lumaDepth = 8
    package private(set) var chromaDepth = 8
    /// Whether each plane is coded like a picture of its own.
    private(set) var hasSeparatePlanes = false
    /// Bits of a picture's number, and whether numbers may be left out.
    private(set) var frameNumberBits = 4
    private(set) var allowsGaps = false
    /// How pictures tell when they are shown, the bits of it for kind 0, and whether it is left out for kind 1.
    private(set) var orderKind = 0
    private(set) var orderBits = 4
    private(set) var omitsOrder = false
    /// Macroblocks in a row and in a column of what is coded as a frame.
    private(set) var columns = 0
    private(set) var rows = 0
    /// Whether motion that is taken from elsewhere is that of whole quarters.
    private(set) var infersDirectQuarters = false
    /// Pictures that may be referred to.
    package private(set) var references = 0
    /// Whether pictures may be coded as fields.
    package private(set) var isInterlaced = false
    /// Pictures that may be decoded before one that is shown earlier; `nil` when not said.
    package private(set) var reorderedPictures: Int?
    /// Pictures that a decoder has to hold; `nil` when not said.
    package private(set) var heldPictures: Int?

    /// Reads a unit, header byte included; `nil` for one that ends too early.
    init?(unit: [UInt8]) {
        var reader = BitReader(unit: unit.dropFirst())
        guard unit.first.map({ $0 & 0x1F }) == 7, let profile = reader.bits(8), reader.bits(8) != nil,
            let level = reader.bits(8), let id = reader.unsigned(), id < 32
        else { return nil }
        (self.profile, self.level, self.id) = (profile, level, id)
        guard readChroma(&reader), readSize(&reader), readUsability(&reader) != nil else { return nil }
    }

    /// Profiles with chroma format, depth and scaling matrices.
    private static let highProfiles = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]

    /// Whether the record of a sample entry names chroma format and depth for this profile.
    var hasChromaFields: Bool { Self.highProfiles.contains(profile) }

    private mutating func readChroma(_ reader: inout BitReader) -> Bool {
        guard hasChromaFields else { return true }
        guard let format = reader.unsigned(), format <= 3 else { return false }
        if format == 3 { hasSeparatePlanes = reader.flag() ?? false }
        // Up to 14 bits: readers count on it.
        guard let luma = reader.unsigned(), let chroma = reader.unsigned(), max(luma, chroma) <= 6,
            reader.flag() != nil, let hasMatrix = reader.flag()
        else { return false }
        (chromaFormat, lumaDepth, chromaDepth) = (format, luma + 8, chroma + 8)
        guard hasMatrix else { return true }
        for list in 0..<(format == 3 ? 12 : 8) {
            guard let present = reader.flag() else { return false }
            guard !present || skipScalingList(&reader, count: list < 6 ? 16 : 64) else { return false }
        }
        return true
    }

    private func skipScalingList(_ reader: inout BitReader, count: Int) -> Bool {
        var (last, next) = (8, 8)
        for _ in 0..<count {
            if next != 0 {
                guard let delta = reader.signed() else { return false }
                next = (last + delta) & 0xFF
            }
            if next != 0 { last = next }
        }
        return true
    }

    private mutating func readSize(_ reader: inout BitReader) -> Bool {
        guard let numberBits = reader.unsigned(), numberBits <= 12, let order = reader.unsigned() else { return false }
        (frameNumberBits, orderKind) = (numberBits + 4, order)
        if order == 0 {
            guard let bits = reader.unsigned(), bits <= 12 else { return false }
            orderBits = bits + 4
        } else if order == 1 {
            guard let isOmitted = reader.flag(), reader.signed() != nil, reader.signed() != nil,
                let count = reader.unsigned(),
                count <= 255
            else { return false }
            for _ in 0..<count where reader.signed() == nil { return false }
            omitsOrder = isOmitted
        }
        guard let references = reader.unsigned(), let hasGaps = reader.flag(), let width = reader.unsigned(),
            let height = reader.unsigned(), let areFrames = reader.flag(), max(width, height) < 1 << 14
        else { return false }
        (self.references, isInterlaced, allowsGaps) = (references, !areFrames, hasGaps)
        (columns, rows) = (width + 1, (height + 1) * (areFrames ? 1 : 2))
        if !areFrames { _ = reader.flag() }
        guard let infersQuarters = reader.flag(), let isCropped = reader.flag() else { return false }
        infersDirectQuarters = infersQuarters
        if isCropped { for _ in 0..<4 where reader.unsigned() == nil { return false } }
        return true
    }

    /// The part named VUI (annex E), which ends with how pictures are reordered.
    private mutating func readUsability(_ reader: inout BitReader) -> Void? {
        guard let present = reader.flag() else { return nil }
        guard present else { return () }
        if try0(reader.flag()), reader.bits(8) == 255 { _ = reader.bits(32) }  // sample aspect ratio
        if try0(reader.flag()) { _ = reader.flag() }  // overscan
        if try0(reader.flag()) {  // video signal type
            _ = reader.bits(4)
            if try0(reader.flag()) { _ = reader.bits(24) }
        }
        if try0(reader.flag()) { (_, _) = (reader.unsigned(), reader.unsigned()) }  // chroma location
        if try0(reader.flag()) { (_, _, _) = (reader.bits(32), reader.bits(32), reader.flag()) }  // timing
        let hasNetworkModel = try0(reader.flag())
        if hasNetworkModel { Self.skipBufferModel(&reader) }
        let hasVideoModel = try0(reader.flag())
        if hasVideoModel { Self.skipBufferModel(&reader) }
        if hasNetworkModel || hasVideoModel { _ = reader.flag() }
        _ = reader.flag()  // pic_struct
        guard try0(reader.flag()), reader.flag() != nil else { return () }
        for _ in 0..<4 { _ = reader.unsigned() }
        if let reordered = reader.unsigned(), let held = reader.unsigned() {
            (reorderedPictures, heldPictures) = (reordered, held)
        }
        return ()
    }

    private static func skipBufferModel(_ reader: inout BitReader) {
        let count = min(reader.unsigned() ?? 0, 31) + 1
        _ = reader.bits(8)
        for _ in 0..<count { (_, _, _) = (reader.unsigned(), reader.unsigned(), reader.flag()) }
        _ = reader.bits(20)
    }
}

/// A flag that is missing is not set.
private func try0(_ flag: Bool?) -> Bool { flag ?? false }
