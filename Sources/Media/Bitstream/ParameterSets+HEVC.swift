extension ParameterSets {
    /// Reads an `hvcC` (ISO/IEC 14496-15, 8.3.3.1); `false` for one that ends too early.
    mutating func readHEVCRecord(_ header: UnsafeBufferPointer<UInt8>) -> Bool {
        guard header.count > 22 else { return false }
        structure = NALStructure(isHEVC: true, lengthSize: Int(header[21] & 3) + 1)
        general = Array(header.prefix(22))
        var reader = RecordReader(header, from: 22)
        guard let arrays = reader.byte() else { return false }
        for _ in 0..<arrays {
            guard reader.skip(1), let high = reader.byte(), let low = reader.byte() else { return false }
            for _ in 0..<high << 8 + low {
                guard let unit = reader.unit() else { return false }
                keep(unit)
            }
        }
        return true
    }

    /// An `hvcC` whose tier and level cover every set in it.
    var hevcRecord: [UInt8] {
        var bytes = general
        guard bytes.count == 22 else { return [] }
        for unit in sequence {
            let payload = StartCodes.opened(unit.dropFirst(2))
            guard payload.count > 12 else { continue }
            bytes[1] |= payload[1] & 0x20
            bytes[12] = max(bytes[12], payload[12])
        }
        let arrays = [(32, video), (33, sequence), (34, picture)].filter { !$0.1.isEmpty }
        bytes.append(UInt8(arrays.count))
        for (type, units) in arrays {
            // All sets of the kind are here, and none among the pictures.
            bytes += [
                0x80 | UInt8(type), UInt8(truncatingIfNeeded: units.count >> 8), UInt8(truncatingIfNeeded: units.count),
            ]
            for unit in units { bytes += Self.prefixed(unit, size: 2) }
        }
        return bytes
    }

    /// The same sets of HEVC under other ids.
    package func renumbered(_ numbers: HEVCNumbers) -> ParameterSets {
        var sets = self
        sets.video = video.map(numbers.applied)
        sets.sequence = sequence.map(numbers.applied)
        sets.picture = picture.map(numbers.applied)
        return sets
    }
}
