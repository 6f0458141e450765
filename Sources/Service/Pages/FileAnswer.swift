internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Library

/// Answers with a file of a clip, or a part of it: browsers seek by asking for parts.
struct FileAnswer {
    let file: StoredFile
    let type: String
    /// The name to store it under; `nil` for what is to be shown.
    let saveAs: String?

    /// How much is read at once.
    private static let piece = 128 << 10

    func answer(_ request: Request, _ context: ServiceContext) -> Response {
        let tag = "\"\(file.mark)\""
        var fields: HTTPFields = [
            .contentType: type, .acceptRanges: "bytes", .eTag: tag,
            // Made again, a clip has other files under the same names: it is asked each time whether they still are these.
            .cacheControl: "private, no-cache",
        ]
        if let saveAs { fields[.contentDisposition] = Self.attachment(saveAs) }
        if let known = request.headers[.ifNoneMatch], Self.lists(known, tag) {
            return Response(status: .notModified, headers: fields)
        }
        // A part of another version would not fit what the browser has.
        let condition = request.headers[.ifRange]
        let wanted = condition == nil || condition == tag ? request.headers[.range] : nil
        switch ByteRange(wanted, of: file.bytes) {
        case .whole: return response(.ok, fields, 0..<file.bytes, context)
        case .part(let range):
            fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.bytes)"
            return response(.partialContent, fields, range, context)
        case .outside:
            return Response(
                status: .rangeNotSatisfiable,
                headers: [.contentRange: "bytes */\(file.bytes)", .acceptRanges: "bytes"])
        }
    }

    private func response(
        _ status: HTTPResponse.Status, _ fields: HTTPFields, _ range: Range<Int>, _ context: ServiceContext
    ) -> Response {
        Response(
            status: status, headers: fields,
            body: ResponseBody(contentLength: range.count) { [file] writer in
                var place = range.lowerBound
                while place < range.upperBound {
                    let (from, count) = (place, min(Self.piece, range.upperBound - place))
                    let data = try await Self.onDisk { try file.read(from: from, count: count) }
                    // A file that became shorter cannot be answered with as promised: the connection ends.
                    guard !data.isEmpty else { throw POSIXError(.EIO) }
                    try await writer.write(ByteBuffer(bytes: data))
                    await context.settle()
                    place += data.count
                }
                try await writer.finish(nil)
            })
    }

    /// Runs `body` where waiting for a disk holds nobody up.
    private static func onDisk<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { waiting in
            DispatchQueue.global().async { waiting.resume(with: Result(catching: body)) }
        }
    }

    /// Whether a list of entity tags has this one, weak or strong (RFC 9110, 13.1.2).
    private static func lists(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            .contains { $0 == "*" || $0 == tag || $0 == "W/\(tag)" }
    }

    /// RFC 6266, with a plain name for whoever does not read the other.
    static func attachment(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map {
                (0x20..<0x7F).contains($0.value) && !"\"\\%/".unicodeScalars.contains($0) ? Character($0) : "_"
            })
        let letters = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let full = name.addingPercentEncoding(withAllowedCharacters: letters) ?? plain
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(full)"
    }
}
