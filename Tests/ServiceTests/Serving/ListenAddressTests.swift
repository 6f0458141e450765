internal import Service
internal import Testing

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1", 8080), ("[::1]:80", "::1", 80), ("9000", "127.0.0.1", 9000),
        ("localhost:0", "localhost", 0), ("0.0.0.0:65535", "0.0.0.0", 65_535),
    ])
    func anAddressIsRead(text: String, host: String, port: Int) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.host == host && address.port == port)
        #expect(ListenAddress("\(address)") == address)
    }

    @Test(arguments: [
        "", ":", ":80", "localhost:", "localhost:x", "::1:80", "[::1]", "[]:80", "a:-1", "a:65536", "[a]:80",
    ])
    func anythingElseIsNone(text: String) { #expect(ListenAddress(text) == nil) }
}
