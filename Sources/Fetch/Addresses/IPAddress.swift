internal import Foundation

/// An IPv4 or IPv6 address.
struct IPAddress: Sendable, Hashable {
    /// 4 or 16 bytes, in network order.
    let bytes: [UInt8]

    /// 4 or 16 bytes.
    init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// The usual spelling: "192.0.2.1", "2001:db8::1". `nil` for any other text.
    init?(_ text: String) {
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            bytes = withUnsafeBytes(of: sixteen) { Array($0) }
        } else {
            return nil
        }
    }

    /// The address of a socket; `nil` for another family.
    init?(_ address: UnsafePointer<sockaddr>) {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                withUnsafeBytes(of: address.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6:
            bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                withUnsafeBytes(of: address.pointee.sin6_addr) { Array($0) }
            }
        default: return nil
        }
    }

    /// The IPv4 address that an IPv6 one stands for or leads to: mapped, compatible, translated (NAT64) or tunnelled
    /// (6to4, Teredo, ISATAP); `nil` where there is none.
    var embedded: IPAddress? {
        guard bytes.count == 16 else { return nil }
        func four(_ start: Int) -> IPAddress? { IPAddress(bytes: Array(bytes[start..<start + 4])) }
        let zeros = { (range: Range<Int>) in self.bytes[range].allSatisfy { $0 == 0 } }
        if zeros(0..<10), bytes[10] == 0xFF, bytes[11] == 0xFF { return four(12) }  // ::ffff:0:0/96
        if zeros(0..<8), bytes[8] == 0xFF, bytes[9] == 0xFF, zeros(10..<12) { return four(12) }  // ::ffff:0:0:0/96
        if zeros(0..<12), !zeros(12..<15) { return four(12) }  // ::/96, the old "compatible" ones
        if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B]) { return four(12) }  // 64:ff9b::/96 and 64:ff9b:1::/48
        if bytes.starts(with: [0x20, 0x02]) { return four(2) }  // 6to4
        if bytes.starts(with: [0x20, 0x01, 0, 0]) {  // Teredo: the client's address, each bit turned
            return IPAddress(bytes: bytes[12..<16].map { ~$0 })
        }
        if bytes[9] == 0x00, bytes[10] == 0x5E, bytes[11] == 0xFE, bytes[8] & 0xFD == 0 { return four(12) }  // ISATAP
        return nil
    }
}

extension IPAddress: CustomStringConvertible {
    /// The usual spelling.
    var description: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            bytes.withUnsafeBytes { bytes in
                _ = inet_ntop(
                    bytes.count == 4 ? AF_INET : AF_INET6, bytes.baseAddress, text.baseAddress,
                    socklen_t(INET6_ADDRSTRLEN))
            }
            return String(cString: text.baseAddress!)
        }
    }
}
