@testable internal import Fetch
internal import Testing

/// Which addresses may be dialled.
@Suite struct AddressTests {
    @Test(arguments: [
        "127.0.0.1", "127.255.255.255", "10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.1",
        "100.64.0.0", "100.127.255.255", "169.254.0.1", "198.18.0.1", "::1", "fe80::1", "febf::1", "fc00::1",
        "fdff:ffff::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:1:2:3:4:80ff:fffe", "::ffff:0:127.0.0.1",
        "2001:4860::5efe:10.0.0.1", "2001:4860::200:5efe:192.168.0.1",
    ])
    func nearbyAddressesNeedPermission(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressGuard(allowPrivate: false).refusal(of: address) != nil)
        #expect(AddressGuard(allowPrivate: true).refusal(of: address) == nil)
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "169.254.169.254",
        "100.100.100.200", "192.0.2.1", "203.0.113.9", "::", "ff02::1", "fd00:ec2::254", "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "2001:db8::1", "100::1", "1::1", "4000::1", "::ffff:0.0.0.0",
    ])
    func someAddressesAreNeverDialled(text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressGuard(allowPrivate: false).refusal(of: address) != nil)
        #expect(AddressGuard(allowPrivate: true).refusal(of: address) != nil)
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255", "172.32.0.0",
        "192.167.255.255", "192.169.0.0", "100.63.255.255", "100.128.0.0", "169.253.255.255", "169.255.0.0",
        "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00::1", "::ffff:8.8.8.8",
        "64:ff9b::808:808", "2002:808:808::1",
    ])
    func publicAddressesAreFree(text: String) throws {
        #expect(AddressGuard(allowPrivate: false).refusal(of: try #require(IPAddress(text))) == nil)
    }

    @Test(arguments: [
        "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/", "http://017700000001/", "http://127.1/",
        "http://127.0.0.1./", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/",
        "http://[0:0:0:0:0:0:0:1]/", "http://localhost/", "http://LOCALHOST/", "http://localhost./",
        "http://example.com@127.0.0.1/", "http://0/", "http://0.0.0.0/", "http://[::]/",
        "http://169.254.169.254/latest",
    ])
    func everySpellingOfThisMachineIsRefused(text: String) async {
        await #expect(throws: FetchError.self) {
            // Either it is no plain URL, or its addresses are refused.
            _ = try await AddressGuard(allowPrivate: false).addresses(for: try RemoteURL(text))
        }
    }

    @Test func aRefusalSaysWhatToDo() async throws {
        let error = await #expect(throws: FetchError.self) {
            _ = try await AddressGuard(allowPrivate: false).addresses(for: try RemoteURL("http://localhost:1/"))
        }
        #expect("\(error!)".contains("--allow-private"), "\(error!)")
    }
}
