/// Ids for the parameter sets of an HEVC coder that has none of its own to give: x265's are all 0, as are most others'.
///
/// A picture names its set in the first bits of its slices' headers, whose end lies on a whole byte. The ids from 15 to 30
/// take up eight bits more than 0 (they are coded after Exponential-Golomb), so all that follows moves by one byte, and
/// need not be understood.
package struct HEVCNumbers: Sendable, Equatable {
    /// The id of the video and the sequence parameter set, from 1 to 15.
    package let sequence: Int
    /// The id of the picture parameter set, from 15 to 30.
    package let picture: Int

    /// Ids that are not among those in use; `nil` where there are none.
    package init?(apartFrom taken: Set<Int>) {
        guard let sequence = (1...15).first(where: { !taken.contains($0) }),
            let picture = (15...30).first(where: { !taken.contains($0) && $0 != sequence })
        else { return nil }
        (self.sequence, self.picture) = (sequence, picture)
    }

    /// A unit of that coder's under these ids; as it is where it names none, or one that is not 0.
    package func applied(to unit: [UInt8]) -> [UInt8] {
        guard unit.count > 3 else { return unit }
        let (header, type) = (unit.prefix(2), unit[0] >> 1 & 0x3F)
        let payload = StartCodes.opened(unit.dropFirst(2))
        let written: [UInt8]?
        switch type {
        case 0...31: written = slice(payload, isIRAP: (16...23).contains(type))
        case 32: written = [UInt8(sequence << 4) | payload[0] & 0x0F] + payload.dropFirst()
        case 33: written = sequenceSet(payload)
        case 34: written = pictureSet(payload)
        default: return unit
        }
        return written.map { header + StartCodes.kept(outOf: $0) } ?? unit
    }

    /// The flag of the first slice, in pictures where decoding can begin another one, and the id (H.265, 7.3.6.1).
    private func slice(_ payload: [UInt8], isIRAP: Bool) -> [UInt8]? {
        let (first, flags) = (Int(payload[0]), isIRAP ? 2 : 1)
        guard first >> (7 - flags) & 1 == 1 else { return nil }
        let rest = 7 - flags
        let moved = (first >> (rest + 1)) << (rest + 9) | (picture + 1) << rest | first & (1 << rest - 1)
        return [UInt8(moved >> 8), UInt8(moved & 0xFF)] + payload.dropFirst()
    }

    private func sequenceSet(_ payload: [UInt8]) -> [UInt8]? {
        var reader = BitReader(payload: payload)
        guard let position = Self.place(ofSequenceIDIn: payload) else { return nil }
        var writer = BitWriter()
        _ = reader.bits(4)
        writer.bits(sequence, 4)
        writer.copy(position - 4, from: &reader)
        guard reader.unsigned() == 0 else { return nil }
        writer.unsigned(sequence)
        return finished(&writer, &reader)
    }

    private func pictureSet(_ payload: [UInt8]) -> [UInt8]? {
        var reader = BitReader(payload: payload)
        guard reader.unsigned() == 0, reader.unsigned() == 0 else { return nil }
        var writer = BitWriter()
        writer.unsigned(picture)
        writer.unsigned(sequence)
        return finished(&writer, &reader)
    }

    /// The rest up to the last 1, which ends a set.
    private func finished(_ writer: inout BitWriter, _ reader: inout BitReader) -> [UInt8] {
        writer.copy(reader.rest, from: &reader)
        var bytes = writer.bytes
        while bytes.last == 0 { bytes.removeLast() }
        return bytes
    }

    /// How many bits of a sequence parameter set lie before its id: what profile, tier and level take up (H.265, 7.3.3).
    private static func place(ofSequenceIDIn payload: [UInt8]) -> Int? {
        var reader = BitReader(payload: payload)
        let all = reader.rest
        guard reader.bits(4) != nil, let layers = reader.bits(3), reader.flag() != nil, reader.bits(32) != nil,
            reader.bits(32) != nil, reader.bits(32) != nil
        else { return nil }
        var present: [(profile: Bool, level: Bool)] = []
        for layer in 0..<(layers > 0 ? 8 : 0) {
            guard let profile = reader.flag(), let level = reader.flag() else { return nil }
            if layer < layers { present.append((profile, level)) }
        }
        for layer in present {
            if layer.profile { for _ in 0..<11 where reader.bits(8) == nil { return nil } }
            if layer.level, reader.bits(8) == nil { return nil }
        }
        return all - reader.rest
    }

    /// The id that a parameter set carries; `nil` for any other unit.
    static func id(of unit: [UInt8]) -> Int? {
        guard unit.count > 2 else { return nil }
        let payload = StartCodes.opened(unit.dropFirst(2))
        var reader = BitReader(payload: payload)
        switch unit[0] >> 1 & 0x3F {
        case 32: return reader.bits(4)
        case 33:
            guard var place = place(ofSequenceIDIn: payload) else { return nil }
            while place > 0, reader.bits(min(place, 32)) != nil { place -= min(place, 32) }
            return reader.unsigned()
        case 34: return reader.unsigned()
        default: return nil
        }
    }
}
