internal import CFFmpeg

/// What an encoder wrote among the pictures for whoever knows it: a message of unregistered user data (SEI, ITU-T H.264
/// D.1.6, H.265 D.2.6). Encoders sign with it, and so do some generators.
package struct UserData: Sendable, Hashable {
    /// The 16 bytes that tell whose it is, in hexadecimal digits.
    package let uuid: String
    /// What it says, where that is text; an encoder's list of settings is cut off.
    package let text: String?

    package init(uuid: String, text: String?) {
        self.uuid = uuid
        self.text = text
    }

    /// Pictures at a clip's start that are looked into: Kling's generator signs behind the first one.
    static let pictures = 32
    /// Different messages that are kept: some encoders write the time into each picture.
    static let most = 16

    private init?(payload: ArraySlice<UInt8>) {
        guard payload.count > 16 else { return nil }
        let hexadecimal = payload.prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        uuid = hexadecimal.joined()
        let content = payload.dropFirst(16).prefix { $0 != 0 }.prefix(1024)
        let isText =
            content.count > 1 && content.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 || $0 == 10 || $0 == 13 }
        let text = isText ? String(decoding: content, as: UTF8.self).marked : nil
        // x264 and x265 go on with all that they were told.
        self.text = text.map { String(($0.split(separator: " - options:").first ?? "").prefix(160)) }
    }

    /// The messages in a unit of SEI, header bytes included.
    static func all(in unit: some Sequence<UInt8>, isHEVC: Bool) -> [UserData] {
        var rest = StartCodes.opened(unit)[...].dropFirst(isHEVC ? 2 : 1)
        var found: [UserData] = []
        // The unit ends with a byte that only marks its end.
        while rest.count > 2, let type = number(&rest), let size = number(&rest), size <= rest.count {
            if type == 5, let message = UserData(payload: rest.prefix(size)) { found.append(message) }
            rest = rest.dropFirst(size)
        }
        return found
    }

    /// A number as SEI writes it: as many times 255 as fit, and the rest.
    private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        while let byte = bytes.popFirst() {
            value += Int(byte)
            if byte != 255 { return value }
        }
        return nil
    }
}

extension NALStructure {
    /// The messages of unregistered user data in a packet.
    func userData(in bytes: UnsafeBufferPointer<UInt8>) -> [UserData] {
        units(bytes).flatMap { unit -> [UserData] in
            let type = type(of: bytes[unit.lowerBound])
            guard isHEVC ? type == 39 || type == 40 : type == 6, unit.count < 1 << 16 else { return [] }
            return UserData.all(in: bytes[unit], isHEVC: isHEVC)
        }
    }
}

extension Demuxer {
    /// The messages that the header of the picture track holds: x265 signs there.
    var headerUserData: [UserData] {
        guard let video, let parameters = stream(video.index).pointee.codecpar?.pointee,
            let data = parameters.extradata, let structure = unitStructure, structure.isHEVC
        else { return [] }
        let header = UnsafeBufferPointer(start: data, count: Int(parameters.extradata_size))
        guard header.first == 1 else { return structure.userData(in: header) }
        var reader = RecordReader(header, from: 22)
        var found: [UserData] = []
        for _ in 0..<(reader.byte() ?? 0) {
            guard reader.skip(1), let high = reader.byte(), let low = reader.byte() else { return found }
            for _ in 0..<high << 8 + low {
                guard let unit = reader.unit() else { return found }
                guard let first = unit.first, structure.type(of: first) == 39 else { continue }
                found += UserData.all(in: unit, isHEVC: true)
            }
        }
        return found
    }
}
