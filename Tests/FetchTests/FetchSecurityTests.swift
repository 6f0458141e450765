@testable internal import Fetch
internal import Foundation
internal import Support
internal import Testing

/// Certificates are checked for the name in the URL, although an address is dialled.
@Suite(.enabled(if: SecureServer.openssl.isInstalled, "openssl is not installed"))
struct FetchSecurityTests {
    @Test func aCertificateOfOnesOwnMakingIsNotTrusted() async throws {
        let (place, server) = (try Place(), try SecureServer(clipBytes()))
        try await Task.sleep(for: .milliseconds(500))
        let error = await place.failure("https://localhost:\(server.port)/clip.mp4")
        guard case .unusable(let reason)? = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("certificate") && error?.tries == 1, "\(reason)")
        #expect(place.arrived == nil)
    }

    @Test func aTrustedCertificateIsForItsNameAlone() async throws {
        var place = try Place()
        let clip = clipBytes()
        let server = try SecureServer(clip)
        place.settings.authorities = server.certificate
        place.settings.retries = 20
        // It says where the body ends by ending the connection.
        let fetched = try await place.fetch("https://localhost:\(server.port)/clip.mp4")
        #expect(place.arrived == clip && fetched.bytes == clip.count)
        let other = try Place()
        var settings = place.settings
        settings.retries = 1
        await #expect(throws: FetchError.self) {
            try await Fetcher(settings).fetch(
                try RemoteURL("https://127.0.0.1:\(server.port)/clip.mp4"), to: other.file)
        }
        #expect(other.arrived == nil)
    }
}
