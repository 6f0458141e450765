internal import Foundation

extension AnswerHead {
    /// What an answer means for a file of which a part is here.
    enum Meaning: Sendable, Equatable {
        /// The body goes on where the part ends.
        case continues(total: Int?)
        /// The body is the whole file, or, with a 206, its beginning.
        case begins(total: Int?)
        /// The part that is here is all there is.
        case whole
        /// What is here belongs to another version: forget it and ask for the whole.
        case changed(String)
        /// A failure that may pass: in words, and how long the server wants to be left alone.
        case passing(String, after: Duration?)
        /// The server does not have the file, or not for this URL (any longer).
        case gone
        /// It is of no use to ask again.
        case refused
    }

    /// Judges an answer to a request for everything from `offset`; from 0, no range was asked for.
    ///
    /// `total` and `validator` are what earlier answers said of the file.
    func meaning(askedFrom offset: Int, total: Int?, validator: Validator?) -> Meaning {
        switch status {
        case 200:
            return contentLength == 0 ? .passing("the answer is empty", after: nil) : .begins(total: contentLength)
        case 206: return partial(offset, total, validator)
        case 416 where offset > 0:
            let said = self["content-range"].flatMap { ContentRange($0) }?.total ?? total
            return said == offset ? .whole : .changed("the server has no bytes from \(offset) on")
        case 403, 404, 410: return .gone
        case 408, 425, 429, 500, 502, 503, 504, 507...599:
            return .passing("HTTP \(status)", after: self["retry-after"].flatMap { RetryAfter.parse($0) })
        default: return .refused
        }
    }

    private func partial(_ offset: Int, _ total: Int?, _ validator: Validator?) -> Meaning {
        guard let sent = self["content-range"].flatMap({ ContentRange($0) }), let range = sent.range else {
            return .changed("a part without its place in the file")
        }
        if let validator, validator.isContradicted(by: self) { return .changed("the file has changed") }
        if let known = total, let said = sent.total, known != said { return .changed("the file's size has changed") }
        guard range.lowerBound == offset else {
            return .changed("bytes from \(range.lowerBound) on where those from \(offset) on were asked for")
        }
        if let length = contentLength, length != range.count {
            return .changed("a part of \(range.count) bytes with a length of \(length)")
        }
        let whole = sent.total ?? total
        return offset == 0 ? .begins(total: whole) : .continues(total: whole)
    }
}
