internal import Foundation
internal import Media

/// What came of a probe, as it goes from one process to another: one line of JSON.
struct ProbeAnswer: Codable, Sendable {
    /// The clip, or what is wrong with it.
    enum Outcome: Codable, Sendable {
        case clip(ClipSummary)
        case unfit(InputError)
        case refused(FFmpegError)
        /// Another error, in words.
        case failed(String)
    }

    private struct Words: Error, CustomStringConvertible { let description: String }

    let outcome: Outcome
    /// What FFmpeg said of a clip that failed, oldest first.
    let log: [String]

    /// Probes the clip at `path`.
    init(probing path: String) {
        let mark = FFmpegLog.mark()
        do {
            (outcome, log) = (.clip(try ClipSummary(probing: path)), [])
        } catch {
            outcome =
                switch error {
                case let error as InputError: .unfit(error)
                case let error as FFmpegError: .refused(error)
                default: .failed("\(error)")
                }
            log = FFmpegLog.lines(since: mark)
        }
    }

    /// Reads a line; `nil` for what is none.
    init?(line: [UInt8]) {
        guard let answer = try? JSONDecoder().decode(ProbeAnswer.self, from: Data(line)) else { return nil }
        self = answer
    }

    /// The line, with its end. Throws `EncodingError` for a time that leaves 64 bits.
    func line() throws -> [UInt8] { [UInt8](try JSONEncoder().encode(self)) + [UInt8(ascii: "\n")] }

    /// The clip. Throws ``ProbeProcess/Failure``.
    func clip() throws -> ClipSummary {
        switch outcome {
        case .clip(let clip): return clip
        case .unfit(let error): throw ProbeProcess.Failure(cause: error, log: log)
        case .refused(let error): throw ProbeProcess.Failure(cause: error, log: log)
        case .failed(let words): throw ProbeProcess.Failure(cause: Words(description: words), log: log)
        }
    }
}
