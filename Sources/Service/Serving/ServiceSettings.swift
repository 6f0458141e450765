package import Apiframe
package import Foundation

/// How the service listens, and to whom.
package struct ServiceSettings: Sendable {
    /// The library's folder.
    package var library: URL
    package var address: ListenAddress
    /// Where it also listens, for webhooks and health alone: an address that a server before it passes the world's requests
    /// on to.
    package var webhookAddress: ListenAddress?
    /// What the pages and the interface ask for; without one they are only for this machine.
    package var token: AccessToken?
    /// Whose deliveries are taken in; without one, nobody's: anybody could have sent them.
    package var signature: WebhookSignature?
    package var clipRule = ClipRule.askProvider
    package var files = FileRule.all
    /// How many jobs may wait before more are refused.
    package var mostWaiting = 1_000_000
    /// How many bytes of the disk stay free before jobs are refused.
    package var diskReserve = 256 << 20

    package init(library: URL, address: ListenAddress) {
        self.library = library
        self.address = address
    }
}
