internal import Foundation
internal import Hummingbird

extension Request {
    /// The whole body; `nil` for one with more than `most` bytes, of which no more is read. Throws for one that breaks off.
    func wholeBody(upTo most: Int) async throws -> Data? {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > most { return nil }
        var body = Data()
        do {
            for try await piece in self.body {
                guard body.count + piece.readableBytes <= most else { return nil }
                body.append(contentsOf: piece.readableBytesView)
            }
        } catch {
            throw HTTPError(.badRequest, message: "the body broke off")
        }
        return body
    }
}
