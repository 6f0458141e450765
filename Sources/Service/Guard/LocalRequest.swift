internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Whether a request comes from this machine, straight and by its own name.
///
/// A server before this one, on the same machine, makes everybody's requests come from here. One that says so, in any of the
/// fields that are used for it, is told by them. One that says nothing is told only by HTTP/1.0, which nginx speaks unless
/// told otherwise and no browser does; one that speaks HTTP/1.1 and says nothing is not told at all, so `--webhook-listen`
/// is there for it.
enum LocalRequest {
    /// Fields with which servers on the way tell whom they ask for, or that they do.
    private static let forwardingFields: Set<String> = [
        "forwarded", "via", "x-real-ip", "x-client-ip", "client-ip", "x-cluster-client-ip", "true-client-ip",
        "fastly-client-ip", "fly-client-ip", "x-original-host", "x-original-url", "x-rewrite-url", "x-proxyuser-ip",
        "x-arr-ssl", "x-amzn-trace-id", "x-cloud-trace-context", "cdn-loop",
    ]
    private static let forwardingPrefixes = [
        "x-forwarded-", "x-original-forwarded-", "cf-", "x-envoy-", "x-azure-", "x-vercel-", "tailscale-", "proxy-",
    ]

    /// Why a request is not from here, and with what status it is refused; `nil` for one that is.
    static func refusal(
        of request: Request, over channel: any Channel, inHTTP10: Bool
    ) -> (status: HTTPResponse.Status, reason: String)? {
        // A page elsewhere may give its own name the address of this machine, and would then be let in by a browser.
        guard isThisMachine(request.authority) else {
            return (.misdirectedRequest, "without a token it is only for this machine, by its own name")
        }
        let addresses = [channel.remoteAddress, channel.localAddress].compactMap { $0?.ipAddress }
        guard addresses.allSatisfy(isLoopback) else {
            return (.forbidden, "without a token it is only for this machine, over its loopback addresses")
        }
        let advice = "pass on only /webhooks/apiframe, or set a token: see 'dailies serve --help'"
        if let field = request.headers.first(where: { isForwarding($0.name) }) {
            return (
                .forbidden, "it came through another server (\(field.name.rawName)), and there is no token; \(advice)"
            )
        }
        guard !inHTTP10 else {
            return (.forbidden, "it came in HTTP/1.0, as from another server, and there is no token; \(advice)")
        }
        return nil
    }

    private static func isForwarding(_ name: HTTPField.Name) -> Bool {
        let name = name.canonicalName
        return forwardingFields.contains(name) || forwardingPrefixes.contains { name.hasPrefix($0) }
    }

    /// Whether a host, with its port or without, is this machine by a name that nobody else can give away.
    static func isThisMachine(_ authority: String?) -> Bool {
        guard let authority, let host = HostName(authority) else { return false }
        return ["localhost", "127.0.0.1", "[::1]"].contains(host.name) || host.name.hasSuffix(".localhost")
    }

    private static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
    }
}

extension Request {
    /// Whom it is for: what its target names, else its Host field (RFC 9112, 3.2.2).
    var authority: String? {
        guard let path = head.path, path.utf8.first != UInt8(ascii: "/"), path != "*" else { return head.authority }
        // http://NAME:PORT/…
        guard let scheme = path.range(of: "://") else { return nil }
        return String(path[scheme.upperBound...].prefix { !"/?#".contains($0) })
    }
}

/// The host of `NAME`, `NAME:PORT` or `[ADDRESS]:PORT`, and nothing but such a one (RFC 3986, 3.2).
private struct HostName {
    /// In lower case, an address of IP version 6 in brackets.
    let name: String

    init?(_ authority: String) {
        let bytes = Array(authority.lowercased().utf8)
        let end: Int
        if bytes.first == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            guard
                bytes[1..<close].allSatisfy({
                    Self.isHexadecimal($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
                })
            else { return nil }
            end = close + 1
        } else {
            end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
            guard end > 0, bytes[..<end].allSatisfy(Self.isOfAName) else { return nil }
        }
        let port = bytes[end...]
        guard
            port.isEmpty
                || (port.first == UInt8(ascii: ":") && port.count <= 6 && port.dropFirst().allSatisfy(Self.isDigit))
        else { return nil }
        name = String(decoding: bytes[..<end], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte) }

    private static func isOfAName(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte)
            || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains(byte)
    }
}
