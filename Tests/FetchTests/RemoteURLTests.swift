internal import Fetch
internal import Testing

/// What may be fetched at all, and that a URL keeps its secrets.
@Suite struct RemoteURLTests {
    @Test func aURLHidesItsSecrets() throws {
        let url = try RemoteURL("https://joe:secret@cdn.example.com:8443/a/clip.mp4?Signature=secret#secret")
        #expect("\(url)" == "https://cdn.example.com:8443/a/clip.mp4")
        #expect(String(reflecting: url) == "https://cdn.example.com:8443/a/clip.mp4")
        #expect(url.fileName == "clip.mp4")
    }

    @Test(arguments: [
        "ftp://example.com/secret", "file:///etc/passwd", "clip.mp4", "", "http://", "http:///clip.mp4",
        "http://exa mple.com/", "http://example.com\\@127.0.0.1/", "http://example.com:0/", "http://example.com:65536/",
        "http://example.com:99999999999999999999/", "http://[fe80::1%25eth0]/", "http://example.com:x/", "javascript:1",
        "http://example.com/\u{0}", "http://example.com/\r\nX-Header: 1", "unix:///run/docker.sock",
    ])
    func whatIsNoPlainHTTPURLIsRefused(text: String) {
        #expect(throws: FetchError.self) { try RemoteURL(text) }
    }

    @Test func aRefusalDoesNotRepeatTheQuery() {
        let error = #expect(throws: FetchError.self) { try RemoteURL("ftp://example.com/clip.mp4?sig=secret") }
        #expect("\(error!)".contains("clip.mp4") && !"\(error!)".contains("secret"))
    }

    @Test(arguments: [
        "https://example.com/clip.mp4?\u{301}sig=secret", "ftp://example.com/clip.mp4#\u{20dd}secret",
        "ftp://joe:secret@\u{301}example.com/clip.mp4", "ftp://joe:sec\nsecret@example.com/clip.mp4",
        "ftp:/\u{200d}/joe:x@example.com/clip.mp4?\u{fe0f}secret",
    ])
    func aMarkThatJoinsADelimiterHidesNothing(text: String) {
        #expect(RemoteURL.redacted(text).contains("clip.mp4"))
        #expect(!RemoteURL.redacted(text).contains("sec"), "\(RemoteURL.redacted(text))")
    }

    @Test func theResourceStaysTheSameWhenTheURLIsSignedAnew() throws {
        let first = try RemoteURL("https://s3.example.com/clip.mp4?X-Amz-Date=1&id=7&X-Amz-Signature=a")
        let second = try RemoteURL("https://s3.example.com/clip.mp4?id=7&X-Amz-Date=2&X-Amz-Signature=b")
        let other = try RemoteURL("https://s3.example.com/clip.mp4?id=8&X-Amz-Date=2&X-Amz-Signature=b")
        #expect(first.resourceKey == second.resourceKey)
        #expect(first.resourceKey != other.resourceKey)
        let tokens = try ["a", "b"].map { try RemoteURL("https://example.com/download?token=\($0)").resourceKey }
        #expect(tokens[0] != tokens[1])
        let azure = try ["sv=1&se=2&sig=3", "sv=1&se=4&sig=5"].map {
            try RemoteURL("https://b.net/c?\($0)").resourceKey
        }
        #expect(azure[0] == azure[1])
    }

    @Test(arguments: [
        ("https://example.com/a/clip%20one.mp4?x", "clip one.mp4"), ("https://example.com/a/..%2F..%2Fx", "_.._x"),
        ("https://example.com/%0Aclip.mp4", " clip.mp4"), ("https://example.com/a/..%2F%CC%81..%2Fx", "_\u{301}.._x"),
    ])
    func theFileNameIsSafe(text: String, name: String) throws {
        #expect(try RemoteURL(text).fileName?.hasSuffix(name) == true)
    }

    @Test(arguments: [
        "https://example.com", "https://example.com/", "https://example.com/a/..", "https://example.com/a/",
    ])
    func aPathWithoutANameHasNone(text: String) throws { #expect(try RemoteURL(text).fileName == nil) }
}
