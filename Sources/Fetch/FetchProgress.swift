/// How far a download is.
package struct FetchProgress: Sendable, Equatable {
    /// Bytes of the file that are here, those from earlier tries included.
    package let bytes: Int
    /// The file's size; `nil` where the server did not say.
    package let total: Int?
    /// Why nothing moves at the moment, in words: "waiting 4 s after HTTP 503"; `nil` while bytes flow.
    package let pause: String?

    package init(bytes: Int, total: Int?, pause: String? = nil) {
        self.bytes = bytes
        self.total = total
        self.pause = pause
    }
}
