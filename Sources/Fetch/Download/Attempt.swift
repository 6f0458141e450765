internal import Foundation
internal import NIOCore

/// One request's answer, taken into the part that is here.
///
/// A final class, used by one task; `@unchecked Sendable` so that the closure of an ``Exchange`` may hold it.
final class Attempt: @unchecked Sendable {
    private let part: PartialFile
    private let settings: FetchSettings
    private let progress: @Sendable (FetchProgress) -> Void
    /// Bytes of bodies that came in.
    private(set) var received = 0

    /// What came of it.
    enum Outcome: Sendable {
        /// The end of the file is here.
        case reached
        /// It stopped before: why, and how long the server wants to be left alone.
        case cut(String, after: Duration?)
        /// What is here is of another version of the file.
        case changed(String)
        /// The server does not have it: the answer, and what it says.
        case gone(AnswerHead, String)
    }

    init(part: PartialFile, settings: FetchSettings, progress: @escaping @Sendable (FetchProgress) -> Void) {
        self.part = part
        self.settings = settings
        self.progress = progress
    }

    /// Takes an answer to a request for everything from `offset` on.
    func take(_ answer: Exchange.Answer, from offset: Int) async throws -> Outcome {
        let head = answer.head
        if [200, 206].contains(head.status), let coding = head.coding {
            throw error(answer, .network("it is sent as \(coding), although only plain bytes were asked for"))
        }
        switch head.meaning(askedFrom: offset, total: part.state.total, validator: part.state.validator) {
        case .whole:
            try part.learn { $0.total = offset }
            return .reached
        case .changed(let reason): return .changed(reason)
        case .passing(let reason, let after):
            let words = head.status == 200 ? nil : await quotation(answer)
            return .cut(reason + (words.map { ": \($0)" } ?? ""), after: after)
        case .gone: return .gone(head, await quotation(answer) ?? "")
        case .refused:
            throw error(answer, .refused(status: head.status, await quotation(answer) ?? ""))
        case .continues(let total):
            try check(total, answer)
            try part.learn {
                $0.total = total
                $0.url = answer.url.publicText
            }
            return try await takeBody(answer, rest: nil)
        case .begins(let total):
            try check(total, answer)
            return try await takeBody(answer, rest: total)
        }
    }

    private func check(_ total: Int?, _ answer: Exchange.Answer) throws {
        guard let total else { return }
        guard total <= settings.byteLimit else { throw tooLarge(answer, total) }
        if let failure = part.lacksRoom(for: total - part.count) { throw failure }
    }

    /// Takes the body; one that begins the file is looked at before anything that is here gives way to it.
    private func takeBody(_ answer: Exchange.Answer, rest beginning: Int?) async throws -> Outcome {
        var isBeginning = answer.head.status == 200 || part.count == 0
        let isPart = answer.head.status == 206
        var start = ByteBuffer()
        let writer = BodyWriter(part)
        var (speed, synced) = (SpeedWindow(settings), ContinuousClock.now)
        var here = isBeginning ? 0 : part.count
        let total = isBeginning ? beginning : part.state.total
        var reason: String?
        do {
            for try await bytes in answer.body {
                let now = ContinuousClock.now
                received += bytes.readableBytes
                here += bytes.readableBytes
                guard here <= settings.byteLimit else { throw tooLarge(answer, here) }
                if !isBeginning {
                    try await writer.write(bytes)
                    progress(FetchProgress(bytes: here, total: total))
                } else {
                    start.writeImmutableBuffer(bytes)
                    if start.readableBytes >= MediaKind.headLength {
                        try begin(start, answer, total)
                        isBeginning = false
                        try await writer.write(start)
                    }
                }
                if now - synced > settings.checkpoint {
                    synced = now
                    writer.checkpoint()
                }
                guard speed.isFastEnough(adding: bytes.readableBytes, now: now) else {
                    reason = "fewer than \(settings.stallBytesPerSecond) bytes a second came"
                    break
                }
            }
        } catch let failure as POSIXFailure {
            try? await writer.finish()
            throw failure
        } catch let error as FetchError {
            try? await writer.finish()
            throw error
        } catch {
            reason = ConnectionFailure(error, settings).words
        }
        if isBeginning, reason == nil {
            // A file shorter than the head that is looked at.
            guard start.readableBytes > 0 else { return .cut("the answer is empty", after: nil) }
            try begin(start, answer, total)
            try await writer.write(start)
        }
        try await writer.finish()
        try Task.checkCancellation()
        progress(FetchProgress(bytes: part.count, total: total))
        if let reason { return .cut(reason, after: nil) }
        guard let total else {
            // A part without a total may have a successor; the next answer tells.
            return isPart ? .cut("the server did not say whether there is more", after: nil) : .reached
        }
        if part.count > total { return .changed("more bytes came than the server had promised") }
        return part.count == total ? .reached : .cut("the server sent only a part", after: nil)
    }

    /// Lets what has begun to come take the place of what is here, if it is media.
    private func begin(_ start: ByteBuffer, _ answer: Exchange.Answer, _ total: Int?) throws {
        if case .other(let kind) = MediaKind(Array(start.readableBytesView.prefix(MediaKind.headLength))) {
            throw error(answer, .notMedia(kind))
        }
        let head = answer.head
        try part.begin { state in
            state.url = answer.url.publicText
            state.validator = Validator(head)
            state.total = total
            state.contentType = head["content-type"].map { String($0.onOneLine.prefix(100)) }
            state.marksItsEnd = head.marksItsEnd
        }
    }

    /// What a refusal says of itself, if it says so soon.
    private func quotation(_ answer: Exchange.Answer) async -> String? {
        let begun = ContinuousClock.now
        var text: [UInt8] = []
        let body = answer.body.makeAsyncIterator()
        while text.count < MediaKind.headLength, .now - begun < .seconds(5), let bytes = try? await body.next() {
            text += bytes.readableBytesView
        }
        return Quotation(of: String(decoding: text, as: UTF8.self))?.text
    }

    private func tooLarge(_ answer: Exchange.Answer, _ bytes: Int) -> FetchError {
        error(answer, .notMedia("a file of \(bytes) bytes or more, over the limit of \(settings.byteLimit)"))
    }

    private func error(_ answer: Exchange.Answer, _ problem: FetchError.Problem) -> FetchError {
        FetchError(url: answer.url.publicText, problem: problem)
    }
}

extension SpeedWindow {
    init(_ settings: FetchSettings) { self.init(settings.stallWindow, bytesPerSecond: settings.stallBytesPerSecond) }
}
