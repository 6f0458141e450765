/// The `uuid` box in which an MP4 keeps its XMP packet (Adobe, XMP Specification Part 3, 1.1.4).
enum XMPBox {
    static let userType: [UInt8] = [
        0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
    ]

    /// The box around a packet.
    static func bytes(_ packet: String) -> [UInt8] {
        let content = Array(packet.utf8)
        let size = UInt32(8 + userType.count + content.count)
        return (0..<4).reversed().map { UInt8(truncatingIfNeeded: size >> (8 * $0)) } + Array("uuid".utf8) + userType
            + content
    }
}
