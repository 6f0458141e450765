internal import Media

/// A copied track's packets as they are in the source, to be held against those of a file as these go by.
struct ExpectedSound {
    private let packets: [[UInt8]]
    /// How many of the file's packets are the source's.
    private(set) var found = 0
    private var isSame = true

    init(_ sound: CopiedSound, _ spans: [Span]) throws {
        packets = try spans.flatMap { try sound.packets(of: $0) }
    }

    /// Whether each came once and in order.
    var isThere: Bool { isSame && found == packets.count }

    /// Compares the file's next packet.
    mutating func compare(_ packet: borrowing Packet) {
        guard isSame, found < packets.count else {
            isSame = false
            return
        }
        let (bytes, expected) = (packet.bytes, packets[found])
        // A transport stream's packets carry a header that an MP4's do not.
        isSame =
            bytes == expected || (!bytes.isEmpty && bytes.elementsEqual(expected.suffix(bytes.count)))
        if isSame { found += 1 }
    }
}
