extension ParameterSets {
    /// Reads an `avcC`; `false` for one that ends too early.
    mutating func readAVCRecord(_ header: UnsafeBufferPointer<UInt8>) -> Bool {
        structure = NALStructure(isHEVC: false, lengthSize: Int(header[4] & 3) + 1)
        var reader = RecordReader(header, from: 5)
        guard let sequences = reader.byte() else { return false }
        sequence = (0..<sequences & 31).compactMap { _ in reader.unit() }
        guard let pictures = reader.byte() else { return false }
        picture = (0..<pictures).compactMap { _ in reader.unit() }
        // Chroma format and both depths come before the extensions, in the profiles that have them.
        if reader.skip(3), let count = reader.byte() { extensions = (0..<count).compactMap { _ in reader.unit() } }
        return true
    }

    /// Whether all pictures of H.264 are coded arithmetically, by their sets.
    var areArithmetic: Bool {
        picture.allSatisfy { unit in
            var reader = BitReader(unit: unit.dropFirst().prefix(16))
            return reader.unsigned() != nil && reader.unsigned() != nil && reader.flag() ?? true
        }
    }

    /// An `avcC` (ISO/IEC 14496-15, 5.3.3.1).
    var avcRecord: [UInt8] {
        let first = sequence[0]
        let parsed = sequence.compactMap { SequenceParameters(unit: $0) }
        let profile = max(UInt8(parsed.map(\.profile).max() ?? 0), first[1])
        let level = max(UInt8(clamping: parsed.map(\.level).max() ?? 0), first[3])
        var bytes: [UInt8] = [1, profile, profile == first[1] ? first[2] : 0, level, 0xFC | UInt8(lengthSize - 1)]
        bytes.append(0xE0 | UInt8(sequence.count))
        for unit in sequence { bytes += Self.prefixed(unit, size: 2) }
        bytes.append(UInt8(picture.count))
        for unit in picture { bytes += Self.prefixed(unit, size: 2) }
        if let high = parsed.first(where: \.hasChromaFields) {
            bytes += [
                0xFC | UInt8(high.chromaFormat), 0xF8 | UInt8(high.lumaDepth - 8), 0xF8 | UInt8(high.chromaDepth - 8),
                UInt8(extensions.count),
            ]
            for unit in extensions { bytes += Self.prefixed(unit, size: 2) }
        }
        return bytes
    }
}
