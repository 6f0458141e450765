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
        if format == 3 { _ = reader.flag() }
        guard let luma = reader.unsigned(), let chroma = reader.unsigned(), reader.flag() != nil,
            let hasMatrix = reader.flag()
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
        guard reader.unsigned() != nil, let order = reader.unsigned() else { return false }
        if order == 0 {
            guard reader.unsigned() != nil else { return false }
        } else if order == 1 {
            guard reader.flag() != nil, reader.signed() != nil, reader.signed() != nil, let count = reader.unsigned(),
                count <= 255
            else { return false }
            for _ in 0..<count where reader.signed() == nil { return false }
        }
        guard let references = reader.unsigned(), reader.flag() != nil, reader.unsigned() != nil,
            reader.unsigned() != nil, let areFrames = reader.flag()
        else { return false }
        (self.references, isInterlaced) = (references, !areFrames)
        if !areFrames { _ = reader.flag() }
        guard reader.flag() != nil, let isCropped = reader.flag() else { return false }
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
