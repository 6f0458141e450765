/// A labelled box of JUMBF (ISO/IEC 19566-5), in which manifests are kept: others in it, or data.
struct JUMBFBox {
    /// "c2pa.claim"; empty for one without a label.
    let label: String
    let boxes: [JUMBFBox]
    /// What its boxes of data hold, by their four letters.
    let data: [(kind: String, bytes: ArraySlice<UInt8>)]

    /// Boxes in boxes, and boxes in all: a hostile file may have any number.
    private static let deepest = 8
    private static let most = 4096

    /// The labelled boxes in some bytes, one after the other; what is cut short or makes no sense ends the list.
    static func read(_ bytes: ArraySlice<UInt8>) -> [JUMBFBox] {
        var count = 0
        return children(of: bytes, depth: 0, &count).filter { $0.kind == "jumb" }.compactMap {
            JUMBFBox($0.bytes, depth: 1, &count)
        }
    }

    private init?(_ bytes: ArraySlice<UInt8>, depth: Int, _ count: inout Int) {
        guard depth < Self.deepest else { return nil }
        let children = Self.children(of: bytes, depth: depth, &count)
        // The description comes first: 16 bytes of type, one of switches, and the label where the second of these is set.
        guard let description = children.first, description.kind == "jumd", description.bytes.count > 17 else {
            return nil
        }
        let start = description.bytes.startIndex
        let isLabelled = description.bytes[start + 16] & 2 != 0
        label = isLabelled ? String(decoding: description.bytes[(start + 17)...].prefix { $0 != 0 }, as: UTF8.self) : ""
        var boxes: [JUMBFBox] = []
        for child in children.dropFirst() where child.kind == "jumb" {
            if let box = JUMBFBox(child.bytes, depth: depth + 1, &count) { boxes.append(box) }
        }
        self.boxes = boxes
        data = children.dropFirst().filter { $0.kind != "jumb" }
    }

    /// The first box in it with a label.
    func box(_ label: String) -> JUMBFBox? { boxes.first { $0.label == label } }

    /// The value that it holds, where that is CBOR.
    var value: CBORValue? { data.first { $0.kind == "cbor" }.flatMap { CBORValue($0.bytes) } }

    private static func children(of bytes: ArraySlice<UInt8>, depth: Int, _ count: inout Int) -> [(
        kind: String, bytes: ArraySlice<UInt8>
    )] {
        var found: [(kind: String, bytes: ArraySlice<UInt8>)] = []
        var rest = bytes
        while rest.count >= 8, count < most {
            count += 1
            let head = Array(rest.prefix(16))
            var (size, begin) = (head[0..<4].reduce(0) { $0 << 8 | Int($1) }, 8)
            if size == 1, head.count == 16 {
                guard let long = Int(exactly: head[8..<16].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) else { break }
                (size, begin) = (long, 16)
            }
            if size == 0 { size = rest.count }
            guard size >= begin, size <= rest.count else { break }
            found.append((String(decoding: head[4..<8], as: UTF8.self), rest.dropFirst(begin).prefix(size - begin)))
            rest = rest.dropFirst(size)
        }
        return found
    }
}
