/// Where the service listens.
package struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    package let host: String
    package let port: Int

    /// Reads "127.0.0.1:8080", "[::1]:8080" or "8080", which is this machine's own; `nil` for anything else.
    package init?(_ text: String) {
        let (host, port): (Substring, Substring)
        if let end = text.lastIndex(of: ":") {
            (host, port) = (text[..<end], text[text.index(after: end)...])
        } else {
            (host, port) = ("127.0.0.1", text[...])
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let name = isBracketed ? host.dropFirst().dropLast() : host
        guard let number = Int(port), (0...65_535).contains(number), !name.isEmpty, isBracketed == name.contains(":")
        else { return nil }
        (self.host, self.port) = (String(name), number)
    }

    /// Whether only this machine can reach it.
    package var isLocal: Bool { ["127.0.0.1", "::1", "localhost"].contains(host.lowercased()) }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
