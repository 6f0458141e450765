internal import CFFmpeg

/// The parameter sets of an H.264 track as its sample entry keeps them (`avcC`, ISO/IEC 14496-15, 5.3.3.1).
///
/// One sample entry may hold several under different ids, and a picture names the one that it means. So one
/// track can carry pictures of two coders.
package struct ParameterSets: Sendable, Equatable {
    /// Units of each kind, header bytes included.
    package private(set) var sequence: [[UInt8]]
    package private(set) var picture: [[UInt8]]
    private var extensions: [[UInt8]] = []
    /// How the track's packets hold their units.
    package let structure: NALStructure

    /// The sets in a track's or coder's header data; `nil` where there are none.
    init?(header: UnsafeBufferPointer<UInt8>) {
        guard header.count > 6 else { return nil }
        var (sequence, picture, extensions) = ([[UInt8]](), [[UInt8]](), [[UInt8]]())
        if header[0] == 1 {
            structure = NALStructure(isHEVC: false, lengthSize: Int(header[4] & 3) + 1)
            var position = 5
            func unit() -> [UInt8]? {
                guard position + 2 <= header.count else { return nil }
                let end = position + 2 + Int(header[position]) << 8 + Int(header[position + 1])
                guard end <= header.count else { return nil }
                defer { position = end }
                return Array(header[position + 2..<end])
            }
            let sequences = Int(header[position] & 31)
            position += 1
            for _ in 0..<sequences { if let unit = unit() { sequence.append(unit) } }
            guard position < header.count else { return nil }
            let pictures = Int(header[position])
            position += 1
            for _ in 0..<pictures { if let unit = unit() { picture.append(unit) } }
            if position + 4 < header.count {
                let count = Int(header[position + 3])
                position += 4
                for _ in 0..<count { if let unit = unit() { extensions.append(unit) } }
            }
        } else {
            structure = NALStructure(isHEVC: false, lengthSize: 0)
            for range in structure.units(header) {
                switch header[range.lowerBound] & 0x1F {
                case 7: sequence.append(Array(header[range]))
                case 8: picture.append(Array(header[range]))
                case 13: extensions.append(Array(header[range]))
                default: break
                }
            }
        }
        guard !sequence.isEmpty, !picture.isEmpty else { return nil }
        (self.sequence, self.picture, self.extensions) = (sequence, picture, extensions)
    }

    /// The sets of header data in an array.
    package init?(header: [UInt8]) {
        let made = header.withUnsafeBufferPointer { ParameterSets(header: $0) }
        guard let made else { return nil }
        self = made
    }

    /// What the first sequence parameter set says.
    package var parameters: SequenceParameters? { sequence.first.flatMap { SequenceParameters(unit: $0) } }

    /// Every id in use, of sequences and of pictures: x264 gives both the same one.
    package var ids: Set<Int> { Set((sequence + picture).compactMap(Self.id)) }

    /// The id that a parameter set carries; `nil` for any other unit.
    package static func id(of unit: [UInt8]) -> Int? {
        switch unit.first.map({ $0 & 0x1F }) {
        case 7:
            var reader = BitReader(unit: unit.dropFirst(4).prefix(8))
            return reader.unsigned()
        case 8:
            var reader = BitReader(unit: unit.dropFirst().prefix(8))
            return reader.unsigned()
        default: return nil
        }
    }

    /// These sets with those of another coder after them, each kept once.
    package func adding(_ other: ParameterSets) -> ParameterSets {
        var all = self
        all.sequence += other.sequence.filter { !sequence.contains($0) }
        all.picture += other.picture.filter { !picture.contains($0) }
        all.extensions += other.extensions.filter { !extensions.contains($0) }
        return all
    }

    /// Bytes of a unit's length in a track with this record: the source's own, four where it used start codes.
    package var lengthSize: Int { structure.lengthSize == 0 ? 4 : structure.lengthSize }

    /// The record for a sample entry: its profile and level cover every set in it.
    package var record: [UInt8] {
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

    /// Whether the record has room for all: it counts sequences in five bits and pictures in eight.
    package var fitsRecord: Bool {
        sequence.count < 32 && picture.count < 256 && extensions.count < 256
            && (sequence + picture + extensions).allSatisfy { (1..<65536).contains($0.count) }
    }

    /// A unit behind its length.
    static func prefixed(_ unit: some Collection<UInt8>, size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: unit.count >> (8 * $0)) } + unit
    }
}

extension Demuxer {
    /// The parameter sets in the header of the picture track; `nil` for other codecs than H.264.
    package var parameterSets: ParameterSets? {
        guard let video, let parameters = stream(video.index).pointee.codecpar,
            parameters.pointee.codec_id == AV_CODEC_ID_H264, let data = parameters.pointee.extradata
        else { return nil }
        return ParameterSets(
            header: UnsafeBufferPointer(start: data, count: Int(parameters.pointee.extradata_size)))
    }

    /// How the picture's packets hold their units; `nil` for codecs without such units.
    package var unitStructure: NALStructure? {
        video.flatMap { NALStructure(stream($0.index).pointee.codecpar.pointee) }
    }
}
