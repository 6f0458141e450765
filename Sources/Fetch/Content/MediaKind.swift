/// What bytes are, by how they begin. Only as much as a download has to know: the clip is probed later.
enum MediaKind: Sendable, Equatable {
    /// A container of pictures and sound.
    case media
    /// Something else, in words: "an HTML page titled “Access denied”".
    case other(String)

    /// How many bytes of the beginning are looked at.
    static let headLength = 4096

    /// Judges the first bytes, ``headLength`` of them where there are as many.
    init(_ head: [UInt8]) {
        if Self.containers.contains(where: { Self.has(head, $0.bytes, at: $0.offset) }) || Self.isTransportStream(head)
        {
            self = .media
        } else {
            self = .other(Self.words(head))
        }
    }

    private static let containers: [(offset: Int, bytes: [UInt8])] = [
        // ISO media, QuickTime: the first box. Pictures of the same family are told apart when the clip is probed.
        (4, Array("ftyp".utf8)), (4, Array("moov".utf8)), (4, Array("mdat".utf8)), (4, Array("free".utf8)),
        (4, Array("skip".utf8)), (4, Array("wide".utf8)), (4, Array("uuid".utf8)), (4, Array("styp".utf8)),
        (0, [0x1A, 0x45, 0xDF, 0xA3]),  // Matroska, WebM
        (8, Array("AVI ".utf8)), (0, Array("FLV".utf8)), (0, Array("DKIF".utf8)), (0, Array("OggS".utf8)),
        (0, [0x06, 0x0E, 0x2B, 0x34]),  // MXF
        (0, [0x30, 0x26, 0xB2, 0x75]),  // ASF
        (0, [0, 0, 1, 0xBA]),  // MPEG program stream
        (0, Array("nut/multimedia".utf8)),
    ]

    private static let others: [(name: String, offset: Int, bytes: [UInt8])] = [
        ("a PNG picture", 0, [0x89, 0x50, 0x4E, 0x47]), ("a JPEG picture", 0, [0xFF, 0xD8, 0xFF]),
        ("a GIF picture", 0, Array("GIF8".utf8)), ("a WebP picture", 8, Array("WEBP".utf8)),
        ("a WAV sound", 8, Array("WAVE".utf8)), ("an MP3 sound", 0, Array("ID3".utf8)),
        ("a PDF document", 0, Array("%PDF".utf8)), ("a ZIP archive", 0, [0x50, 0x4B, 0x03, 0x04]),
        ("a gzip file", 0, [0x1F, 0x8B]),
    ]

    private static func words(_ head: [UInt8]) -> String {
        if head.isEmpty { return "nothing at all" }
        if let other = others.first(where: { has(head, $0.bytes, at: $0.offset) }) { return other.name }
        let text = String(decoding: head, as: UTF8.self)
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.prefix(1024).lowercased()
        let quoted = Quotation(of: text).map { " “\($0.text)”" } ?? ""
        if start.hasPrefix("<!doctype html") || start.contains("<html") || start.contains("<head") {
            return "an HTML page" + (quoted.isEmpty ? "" : " titled\(quoted)")
        }
        if start.hasPrefix("#extm3u") { return "an HLS playlist, which names other files and is not followed" }
        if start.hasPrefix("<") { return "an XML document" + (quoted.isEmpty ? "" : " that says\(quoted)") }
        if start.hasPrefix("{") || start.hasPrefix("[") {
            return "a JSON document" + (quoted.isEmpty ? "" : " that says\(quoted)")
        }
        return head.allSatisfy { $0 >= 32 || [9, 10, 12, 13].contains($0) } ? "text" : "data of an unknown kind"
    }

    /// Packets of 188 bytes, each of which begins with "G"; on Blu-ray, with four bytes before.
    private static func isTransportStream(_ head: [UInt8]) -> Bool {
        [(0, 188), (4, 192)].contains { start, size in
            head.count > start + 3 * size && (0...3).allSatisfy { head[start + $0 * size] == 0x47 }
        }
    }

    private static func has(_ head: [UInt8], _ bytes: [UInt8], at offset: Int) -> Bool {
        head.count >= offset + bytes.count && head[offset..<offset + bytes.count].elementsEqual(bytes)
    }
}
