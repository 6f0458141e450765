internal import Glibc

/// What a file is by its first bytes, for saying what was delivered in place of a clip.
enum FileKind {
    /// Words for what the file at `path` looks like.
    static func describe(_ path: String) -> String {
        let head = firstBytes(of: path, count: 4096)
        if let kind = signatures.first(where: { starts(head, with: $0.bytes, at: $0.offset) }) { return kind.name }
        guard isText(head) else { return "data of an unknown kind" }
        let text = String(decoding: head, as: UTF8.self)
        let trimmed = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let lower = trimmed.prefix(512).lowercased()
        if lower.hasPrefix("<!doctype html") || lower.contains("<html") || lower.contains("<head") {
            return title(in: text).map { "an HTML page titled “\($0)”" } ?? "an HTML page"
        }
        if lower.hasPrefix("#extm3u") { return "an HLS playlist, which names other files and is not followed" }
        if lower.hasPrefix("ffconcat") || lower.hasPrefix("file ") {
            return "a concat list, which names other files and is not followed"
        }
        if lower.hasPrefix("<?xml") || lower.hasPrefix("<") { return "an XML document" }
        if lower.hasPrefix("{") || lower.hasPrefix("[") { return "a JSON document" }
        return "text"
    }

    /// What a clip that does not open lacks: the words for it, or `nil` where the first bytes are no clip's.
    static func missingPart(_ path: String) -> String? {
        let head = firstBytes(of: path, count: 12)
        let boxes = ["ftyp", "moov", "mdat", "free", "skip", "wide", "uuid"]
        if boxes.contains(where: { starts(head, with: Array($0.utf8), at: 4) }) {
            let pictures = ["ftypheic", "ftypavif"]
            return pictures.contains { starts(head, with: Array($0.utf8), at: 4) } ? nil : "index (moov)"
        }
        let headers: [(offset: Int, bytes: [UInt8])] = [
            (0, [0x1A, 0x45, 0xDF, 0xA3]), (8, Array("AVI ".utf8)), (0, Array("FLV".utf8)), (0, Array("DKIF".utf8)),
            (0, [0x06, 0x0E, 0x2B, 0x34]), (0, [0x30, 0x26, 0xB2, 0x75]), (0, [0, 0, 1, 0xBA]),
        ]
        return headers.contains { starts(head, with: $0.bytes, at: $0.offset) } ? "header" : nil
    }

    private static let signatures: [(name: String, offset: Int, bytes: [UInt8])] = [
        ("a PNG picture", 0, [0x89, 0x50, 0x4E, 0x47]),
        ("a JPEG picture", 0, [0xFF, 0xD8, 0xFF]),
        ("a GIF picture", 0, Array("GIF8".utf8)),
        ("a WebP picture", 8, Array("WEBP".utf8)),
        ("a BMP picture", 0, Array("BM".utf8)),
        ("a TIFF picture", 0, [0x49, 0x49, 0x2A, 0x00]),
        ("a HEIC or AVIF picture", 4, Array("ftypheic".utf8)),
        ("a HEIC or AVIF picture", 4, Array("ftypavif".utf8)),
        ("a WAV sound", 8, Array("WAVE".utf8)),
        ("an MP3 sound", 0, Array("ID3".utf8)),
        ("an MP3 sound", 0, [0xFF, 0xFB]),
        ("an MP3 sound", 0, [0xFF, 0xF3]),
        ("an AAC sound", 0, [0xFF, 0xF1]),
        ("a FLAC sound", 0, Array("fLaC".utf8)),
        ("an Ogg file", 0, Array("OggS".utf8)),
        ("a PDF document", 0, Array("%PDF".utf8)),
        ("a ZIP archive", 0, [0x50, 0x4B, 0x03, 0x04]),
        ("a gzip file", 0, [0x1F, 0x8B]),
    ]

    private static func starts(_ head: [UInt8], with bytes: [UInt8], at offset: Int) -> Bool {
        head.count >= offset + bytes.count && head[offset..<offset + bytes.count].elementsEqual(bytes)
    }

    private static func isText(_ head: [UInt8]) -> Bool {
        !head.isEmpty && head.allSatisfy { $0 >= 32 || $0 == 9 || $0 == 10 || $0 == 13 }
    }

    private static func title(in page: String) -> String? {
        guard let match = page.firstMatch(of: #/(?i)<title[^>]*>([^<]{1,200})/#) else { return nil }
        let words = match.1.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? nil : words
    }

    private static func firstBytes(of path: String, count: Int) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return [] }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, read(file, buffer.baseAddress, count))
        }
    }
}

/// Refuses what cannot be a clip before FFmpeg sees it: opening a pipe would wait for ever.
func requireRegularFile(_ path: String) throws(InputError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
        let missing = errno == ENOENT || errno == ENOTDIR
        guard missing else {
            throw InputError(path: path, problem: .unreadable(String(cString: strerror(errno))))
        }
        // What is left of bytes that are no text, whoever has made a `String` of them: arguments, lines, folders.
        throw InputError(path: path, problem: path.unicodeScalars.contains("\u{FFFD}") ? .nameNotUTF8 : .missing)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw InputError(path: path, problem: .notAFile) }
    guard status.st_size > 0 else { throw InputError(path: path, problem: .empty) }
    guard access(path, R_OK) == 0 else {
        throw InputError(path: path, problem: .unreadable(String(cString: strerror(errno))))
    }
}
