internal import Pipeline

/// What went wrong, on what, and why.
public struct ClipError: Error, Sendable, CustomStringConvertible {
    /// Whose turn it is: the caller's, the file's, the disk's or ours.
    public enum Kind: Sendable, Hashable {
        /// Something that was asked for cannot be: an unknown preset, a request that does not read.
        case usage
        /// The file is missing, not media, or damaged beyond use.
        case input
        /// The library cannot be written: the disk is full, or not ours.
        case output
        /// A fault of ours, or FFmpeg's libraries are missing on this machine.
        case fault
    }

    /// What a caller can do about it.
    public let kind: Kind
    /// One line: "probe: clip.mp4: No such file or directory".
    public let description: String
    /// What FFmpeg said while it happened, oldest first.
    public let log: [String]

    init(_ error: any Error) {
        kind =
            switch Failure.kind(of: error) {
            case .usage: .usage
            case .input: .input
            case .output: .output
            case .network, .stopped, .fault: .fault
            }
        description = "\(error)"
        log = Failure.log(of: error)
    }

    /// Runs `body`, and throws what it throws as an error of this type.
    static func wrapping<Value>(_ body: () throws -> Value) throws(ClipError) -> Value {
        do { return try body() } catch let error as ClipError { throw error } catch { throw ClipError(error) }
    }
}
