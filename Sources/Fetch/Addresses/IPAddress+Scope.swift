extension IPAddress {
    /// How far an address reaches.
    enum Scope: Sendable, Equatable {
        /// The public network.
        case everywhere
        /// This machine or the networks around it: in words.
        case nearby(String)
        /// No single host at all, or one that gives keys to whoever asks: in words.
        case never(String)
    }

    /// How far the address reaches; one that stands for another reaches as far as the other.
    var scope: Scope {
        let own = Self.scope(bytes)
        guard own == .everywhere, let embedded else { return own }
        return Self.scope(embedded.bytes)
    }

    private static func scope(_ bytes: [UInt8]) -> Scope {
        // IPv4 bytes are compared with IPv4 networks only, by their number.
        let fitting = networks.first { network in
            network.prefix.count == bytes.count && isSame(network.prefix, bytes, bits: network.bits)
        }
        if let fitting { return fitting.scope }
        // Of IPv6, only 2000::/3 was ever given out; what stands for IPv4 is judged by that.
        guard bytes.count == 16, bytes[0] & 0xE0 != 0x20, IPAddress(bytes: bytes)?.embedded == nil else {
            return .everywhere
        }
        return .never("a reserved address")
    }

    private static func isSame(_ prefix: [UInt8], _ bytes: [UInt8], bits: Int) -> Bool {
        for bit in stride(from: 0, to: bits, by: 8) {
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, bits - bit))
            if (prefix[bit / 8] ^ bytes[bit / 8]) & mask != 0 { return false }
        }
        return true
    }

    /// A network of addresses and how far they reach.
    private struct Network {
        let prefix: [UInt8]
        let bits: Int
        let scope: Scope

        init(_ prefix: String, _ bits: Int, _ scope: Scope) {
            self.prefix = IPAddress(prefix)!.bytes
            self.bits = bits
            self.scope = scope
        }
    }

    /// The networks of IANA's two registries of special addresses that a download has no business in; the first that
    /// fits counts.
    private static let networks: [Network] = [
        Network("169.254.169.254", 32, .never("a cloud's metadata service")),
        Network("169.254.170.2", 32, .never("a cloud's metadata service")),
        Network("100.100.100.200", 32, .never("a cloud's metadata service")),
        Network("192.0.0.192", 32, .never("a cloud's metadata service")),
        Network("168.63.129.16", 32, .never("a cloud's metadata service")),
        Network("fd00:ec2::254", 128, .never("a cloud's metadata service")),
        Network("fd20:ce::254", 128, .never("a cloud's metadata service")),
        Network("0.0.0.0", 8, .never("no host's address")),
        Network("127.0.0.0", 8, .nearby("this machine itself")),
        Network("10.0.0.0", 8, .nearby("a private address")),
        Network("172.16.0.0", 12, .nearby("a private address")),
        Network("192.168.0.0", 16, .nearby("a private address")),
        Network("100.64.0.0", 10, .nearby("a provider's inner address")),
        Network("169.254.0.0", 16, .nearby("a link-local address")),
        Network("192.0.0.0", 24, .nearby("a reserved address")),
        Network("192.0.2.0", 24, .never("an address of documentation")),
        Network("192.88.99.0", 24, .never("a reserved address")),
        Network("198.18.0.0", 15, .nearby("an address of test networks")),
        Network("198.51.100.0", 24, .never("an address of documentation")),
        Network("203.0.113.0", 24, .never("an address of documentation")),
        Network("224.0.0.0", 4, .never("a multicast address")),
        Network("240.0.0.0", 4, .never("a reserved address")),
        Network("::", 128, .never("no host's address")),
        Network("::1", 128, .nearby("this machine itself")),
        Network("fe80::", 10, .nearby("a link-local address")),
        Network("fec0::", 10, .nearby("a private address")),
        Network("fc00::", 7, .nearby("a private address")),
        Network("ff00::", 8, .never("a multicast address")),
        Network("64:ff9b:1::", 48, .nearby("an address of a translator inside")),
        Network("2001:db8::", 32, .never("an address of documentation")),
        Network("3fff::", 20, .never("an address of documentation")),
    ]
}
