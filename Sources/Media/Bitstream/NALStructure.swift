internal import CFFmpeg

/// How the packets of H.264 or HEVC hold their units, and what their headers say.
///
/// A container's key flag also marks open groups (recovery points, CRA), whose leading pictures need
/// what came before: taken for a clean start, the first frames come out grey.
package struct NALStructure: Sendable, Equatable {
    let isHEVC: Bool
    /// Bytes of each unit's length; 0 for start codes (Annex B).
    package let lengthSize: Int

    /// `nil` for codecs whose keyframes are all clean starts.
    init?(_ parameters: AVCodecParameters) {
        switch parameters.codec_id {
        case AV_CODEC_ID_H264: isHEVC = false
        case AV_CODEC_ID_HEVC: isHEVC = true
        default: return nil
        }
        // avcC keeps the size in its 5th byte, hvcC in its 22nd (ISO/IEC 14496-15); both begin with version 1.
        let position = isHEVC ? 21 : 4
        guard let extra = parameters.extradata, Int(parameters.extradata_size) > position, extra[0] == 1 else {
            lengthSize = 0
            return
        }
        lengthSize = Int(extra[position] & 3) + 1
    }

    init(isHEVC: Bool, lengthSize: Int) {
        self.isHEVC = isHEVC
        self.lengthSize = lengthSize
    }

    /// Whether the packet's first coded slice is an IDR picture.
    func beginsWithIDR(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for unit in units(bytes) {
            let type = type(of: bytes[unit.lowerBound])
            if isHEVC {
                if type < 32 { return type == 19 || type == 20 }  // IDR_W_RADL, IDR_N_LP
            } else if (1...5).contains(type) {
                return type == 5
            }
        }
        return false
    }

    /// Whether the packet's first coded slice is a CRA picture of HEVC: what is shown after it does without what came before.
    func beginsWithCRA(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        isHEVC && units(bytes).lazy.map { type(of: bytes[$0.lowerBound]) }.first { $0 < 32 } == 21
    }

    /// Whether no other picture is predicted from the packet's, by its first coded slice.
    func isDisposable(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for unit in units(bytes) {
            let header = bytes[unit.lowerBound]
            let type = type(of: header)
            if isHEVC {
                // Below 16, even kinds are of pictures that those of their own layer do without.
                if type < 32 { return type < 16 && type % 2 == 0 }
            } else if (1...5).contains(type) {
                return header & 0x60 == 0
            }
        }
        return false
    }

    /// The kind of unit that a header's first byte names.
    func type(of header: UInt8) -> UInt8 { isHEVC ? header >> 1 & 0x3F : header & 0x1F }

    /// Whether a unit belongs to the track's header rather than to a picture: parameter sets, delimiters.
    func isHeader(_ header: UInt8) -> Bool {
        let type = type(of: header)
        return isHEVC ? (32...35).contains(type) : [7, 8, 9, 13].contains(type)
    }

    /// The ids of the parameter sets in a packet.
    func parameterSetIDs(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        units(bytes).compactMap { unit in
            // The kinds that pictures are made of make up nearly all bytes.
            let type = type(of: bytes[unit.lowerBound])
            if isHEVC { return (32...34).contains(type) ? HEVCNumbers.id(of: Array(bytes[unit])) : nil }
            return [7, 8].contains(type) ? ParameterSets.id(of: Array(bytes[unit].prefix(12))) : nil
        }
    }

    /// A packet of this structure with units as another has them, whose lengths take up `lengthSize` bytes.
    ///
    /// - Parameter numbers: ids for units of a coder that has none of its own to give.
    package func converting(_ bytes: [UInt8], toLengthsOf lengthSize: Int, under numbers: HEVCNumbers? = nil) -> [UInt8]
    {
        bytes.withUnsafeBufferPointer { bytes in
            units(bytes).flatMap { unit in
                guard let numbers else { return ParameterSets.prefixed(bytes[unit], size: lengthSize) }
                return ParameterSets.prefixed(numbers.applied(to: Array(bytes[unit])), size: lengthSize)
            }
        }
    }

    /// What the packet holds of its picture: its units but for headers, put together.
    package func picture(in bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { bytes in
            units(bytes).filter { !isHeader(bytes[$0.lowerBound]) }.flatMap { bytes[$0] }
        }
    }

    /// Where the units lie in a packet, without their lengths or start codes. A length that leaves the packet
    /// ends the list.
    func units(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        lengthSize > 0 ? prefixedUnits(bytes) : markedUnits(bytes)
    }

    private func prefixedUnits(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        while position + lengthSize < bytes.count {
            var length = 0
            for byte in bytes[position..<position + lengthSize] { length = length << 8 | Int(byte) }
            position += lengthSize
            guard length > 0 else { continue }
            found.append(position..<min(bytes.count, position + length))
            position += length
        }
        return found
    }

    private func markedUnits(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start: Int?
        var position = 0
        while position + 2 < bytes.count {
            if bytes[position + 2] > 1 {
                position += 3
            } else if bytes[position] == 0, bytes[position + 1] == 0, bytes[position + 2] == 1 {
                if let start { found.append(start..<trimmed(bytes, start, position)) }
                start = position + 3
                position += 3
            } else {
                position += 1
            }
        }
        if let start, start < bytes.count { found.append(start..<trimmed(bytes, start, bytes.count)) }
        return found.filter { !$0.isEmpty }
    }

    /// Zeros before a start code belong to it.
    private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, bytes[end - 1] == 0 { end -= 1 }
        return end
    }
}
