/// What a well-behaved server does: ranges, entity tags, lengths.
public struct GoodServer: Sendable {
    /// The file, whatever its path.
    public let content: [UInt8]
    /// Its entity tag.
    public let tag: String

    /// Serves `content`.
    public init(content: [UInt8], tag: String = "\"v1\"") {
        self.content = content
        self.tag = tag
    }

    /// The head and the bytes that answer a request rightly.
    public func answer(_ request: FaultServer.Request) -> (status: String, fields: [String], body: ArraySlice<UInt8>) {
        let fields = ["ETag: \(tag)", "Accept-Ranges: bytes", "Content-Type: video/mp4", "Connection: close"]
        guard let from = request.from, request.fields["if-range"] == tag else {
            return ("200 OK", fields + ["Content-Length: \(content.count)"], content[...])
        }
        guard from < content.count else {
            return (
                "416 Range Not Satisfiable", fields + ["Content-Range: bytes */\(content.count)", "Content-Length: 0"],
                []
            )
        }
        let range = "Content-Range: bytes \(from)-\(content.count - 1)/\(content.count)"
        return ("206 Partial Content", fields + [range, "Content-Length: \(content.count - from)"], content[from...])
    }

    /// Answers a request rightly, but with no byte from `end` on.
    public func serve(_ request: FaultServer.Request, _ connection: FaultServer.Connection, upTo end: Int? = nil) {
        let (status, fields, body) = answer(request)
        connection.head(status, fields)
        connection.body(body[..<min(body.endIndex, max(body.startIndex, end ?? body.endIndex))])
    }
}
