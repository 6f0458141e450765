internal import CFFmpeg

/// The parameter sets of an H.264 or HEVC track as its sample entry keeps them (`avcC` and `hvcC`, ISO/IEC 14496-15).
///
/// One sample entry may hold several under different ids, and a picture names the one that it means. So one
/// track can carry pictures of two coders.
package struct ParameterSets: Sendable, Equatable {
    /// Units of each kind, header bytes included. Only HEVC has some of the whole video.
    package internal(set) var video: [[UInt8]] = []
    package internal(set) var sequence: [[UInt8]] = []
    package internal(set) var picture: [[UInt8]] = []
    var extensions: [[UInt8]] = []
    /// What an `hvcC` says before its sets: profile, level, depth; empty in H.264, which repeats what its sets say, and
    /// where there is no record.
    var general: [UInt8] = []
    /// How the track's packets hold their units.
    package internal(set) var structure: NALStructure

    /// The sets in a track's or coder's header data; `nil` where there are none.
    init?(header: UnsafeBufferPointer<UInt8>, isHEVC: Bool = false) {
        guard header.count > 6 else { return nil }
        structure = NALStructure(isHEVC: isHEVC, lengthSize: 0)
        if header[0] == 1 {
            guard isHEVC ? readHEVCRecord(header) : readAVCRecord(header) else { return nil }
        } else {
            for range in structure.units(header) { keep(Array(header[range])) }
        }
        guard !sequence.isEmpty, !picture.isEmpty else { return nil }
    }

    /// Keeps a unit among those of its kind.
    mutating func keep(_ unit: [UInt8]) {
        guard let first = unit.first else { return }
        switch (structure.isHEVC, structure.type(of: first)) {
        case (false, 7), (true, 33): sequence.append(unit)
        case (false, 8), (true, 34): picture.append(unit)
        case (false, 13): extensions.append(unit)
        case (true, 32): video.append(unit)
        default: break
        }
    }

    /// The sets of header data in an array.
    package init?(header: [UInt8], isHEVC: Bool = false) {
        let made = header.withUnsafeBufferPointer { ParameterSets(header: $0, isHEVC: isHEVC) }
        guard let made else { return nil }
        self = made
    }

    /// What the first sequence parameter set of H.264 says.
    package var parameters: SequenceParameters? {
        structure.isHEVC ? nil : sequence.first.flatMap { SequenceParameters(unit: $0) }
    }

    /// Every id in use, of whatever kind: x264 gives all the same one.
    package var ids: Set<Int> {
        Set((video + sequence + picture).compactMap { structure.isHEVC ? HEVCNumbers.id(of: $0) : Self.id(of: $0) })
    }

    /// The id that a parameter set of H.264 carries; `nil` for any other unit.
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
        all.video += other.video.filter { !video.contains($0) }
        all.sequence += other.sequence.filter { !sequence.contains($0) }
        all.picture += other.picture.filter { !picture.contains($0) }
        all.extensions += other.extensions.filter { !extensions.contains($0) }
        return all
    }

    /// Bytes of a unit's length in a track with this record: the source's own, four where it used start codes.
    package var lengthSize: Int { structure.lengthSize == 0 ? 4 : structure.lengthSize }

    /// The record for a sample entry: its profile and level cover every set in it.
    package var record: [UInt8] { structure.isHEVC ? hevcRecord : avcRecord }

    /// Whether there is a record that has room for all: `avcC` counts sequences in five bits and pictures in eight.
    package var fitsRecord: Bool {
        (structure.isHEVC ? !general.isEmpty : sequence.count < 32 && picture.count < 256 && extensions.count < 256)
            && (video + sequence + picture + extensions).allSatisfy { (1..<65536).contains($0.count) }
    }

    /// A unit behind its length.
    static func prefixed(_ unit: some Collection<UInt8>, size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: unit.count >> (8 * $0)) } + unit
    }
}

extension Demuxer {
    /// The parameter sets in the header of the picture track; `nil` for other codecs than H.264 and HEVC.
    package var parameterSets: ParameterSets? {
        guard let video, let parameters = stream(video.index).pointee.codecpar?.pointee else { return nil }
        return ParameterSets(parameters.codec_id, parameters.extradata, parameters.extradata_size)
    }

    /// How the picture's packets hold their units; `nil` for codecs without such units.
    package var unitStructure: NALStructure? {
        video.flatMap { NALStructure(stream($0.index).pointee.codecpar.pointee) }
    }
}

extension ParameterSets {
    /// The sets in the header data of a codec; `nil` for other codecs than H.264 and HEVC.
    init?(_ codec: AVCodecID, _ data: UnsafePointer<UInt8>?, _ size: Int32) {
        guard [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC].contains(codec), let data else { return nil }
        self.init(
            header: UnsafeBufferPointer(start: data, count: Int(size)), isHEVC: codec == AV_CODEC_ID_HEVC)
    }
}
