internal import Foundation

/// Decides which hosts may be dialled, by the addresses that their names lead to.
///
/// A name is looked up once, and the address that was judged is the one that is dialled: a name that leads elsewhere a
/// moment later changes nothing.
struct AddressGuard: Sendable {
    /// Whether this machine and the networks around it may be dialled too.
    let allowPrivate: Bool
    /// Addresses near by that may be dialled all the same.
    var exceptions: Set<IPAddress> = []

    /// The addresses of a URL's host that may be dialled, at least one, in the resolver's order. Throws ``FetchError``:
    /// the name has no address, or none that is allowed.
    func addresses(for url: RemoteURL) async throws -> [IPAddress] {
        let host = url.host
        // The resolver blocks, for many seconds where a name server is silent.
        let found = await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: Resolver.addresses(of: host)) }.start()
        }
        switch found {
        case .failure(let failure):
            let words = "cannot find \(host): \(failure.reason)"
            throw FetchError(url: url.publicText, problem: failure.mayPass ? .network(words) : .unusable(words))
        case .success(let addresses):
            let allowed = addresses.filter { refusal(of: $0) == nil }
            guard allowed.isEmpty, let first = addresses.first else { return allowed }
            throw FetchError(url: url.publicText, problem: .forbidden(words(for: first, of: host)))
        }
    }

    /// Why an address may not be dialled, in words; `nil` where it may.
    func refusal(of address: IPAddress) -> String? {
        switch address.scope {
        case .everywhere: nil
        case .nearby(let words): allowPrivate || exceptions.contains(address) ? nil : words
        case .never(let words): words
        }
    }

    private func words(for address: IPAddress, of host: String) -> String {
        let place = host == "\(address)" ? host : "\(host) is \(address)"
        guard case .nearby(let words) = address.scope else {
            return "\(place), \(refusal(of: address) ?? ""), where nothing is fetched from"
        }
        return "\(place), \(words); --allow-private permits it for networks of your own"
    }
}
