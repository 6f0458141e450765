internal import Foundation

/// Host names looked up as the system does it.
enum Resolver {
    /// A name that could not be looked up.
    struct Failure: Error {
        /// The system's words.
        let reason: String
        /// Whether the name exists for all that is known.
        let mayPass: Bool
    }

    /// All addresses of a host, in the order in which they are to be tried. Numbers in any spelling that the system
    /// takes ("0x7f.1", "2130706433") become the addresses that they mean. Blocks.
    static func addresses(of host: String) -> Result<[IPAddress], Failure> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        var status = getaddrinfo(host, nil, &hints, &list)
        if status != 0 && status != EAI_AGAIN {
            // A machine with nothing but its loopback has no "configured" address; numbers still mean something.
            hints.ai_flags = 0
            status = getaddrinfo(host, nil, &hints, &list)
        }
        guard status == 0 else {
            let words = status == EAI_SYSTEM ? String(cString: strerror(errno)) : String(cString: gai_strerror(status))
            return .failure(Failure(reason: words, mayPass: status != EAI_NONAME))
        }
        defer { freeaddrinfo(list) }
        var found: [IPAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr.flatMap({ IPAddress($0) }), !found.contains(address) {
                found.append(address)
            }
            next = entry.ai_next
        }
        return found.isEmpty ? .failure(Failure(reason: "it has no address", mayPass: false)) : .success(found)
    }
}
