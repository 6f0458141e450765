internal import Foundation
internal import Hummingbird

extension Request {
    /// The whole body; `nil` for one with more than `most` bytes, of which no more is read.
    func wholeBody(upTo most: Int) async throws -> Data? {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > most { return nil }
        var body = Data()
        for try await piece in self.body {
            guard body.count + piece.readableBytes <= most else { return nil }
            body.append(contentsOf: piece.readableBytesView)
        }
        return body
    }
}
