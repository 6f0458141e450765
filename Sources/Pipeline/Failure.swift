internal import Apiframe
internal import Fetch
internal import Foundation
internal import Library
internal import Media
internal import Render

/// What sort of failure an error is, for those who turn it into an exit code or an HTTP status.
package enum Failure: Equatable {
    /// The command line or a preset is wrong.
    case usage
    /// The input is missing, not media, or damaged beyond use.
    case input
    /// The network or a server.
    case network
    /// The output could not be written.
    case output
    /// A signal stopped the work.
    case stopped(signal: Int32)
    /// A fault of ours.
    case fault

    /// The kind of any error that this package throws.
    package static func kind(of error: any Error) -> Failure {
        switch error {
        case let error as PipelineError: kind(of: error.cause)
        case let error as StopFlag.Stopped: .stopped(signal: error.signal)
        case is InputError, is NoFolder, is UnreadableClip: .input
        case is OutputError, is BusyClip: .output
        case let error as Splitter.Failure where error.isOfSource: .input
        case let error as FFmpegError: error.isMissingLibrary ? .fault : error.isWriting ? .output : .input
        case is CutOutsideClip, Splitter.Failure.notPossible, Splitter.Failure.wrongContainer, is UsageError,
            is PresetError, is RequestError:
            .usage
        case let error as LibraryError: kind(of: error)
        case let error as FetchError: kind(of: error)
        case is APISetupError, is BatchFile.Broken: .usage
        case is APIError: .network
        case let error as GenerationError: error.isOfTheDisk ? .output : error.isOfTheUser ? .usage : .network
        default: .fault
        }
    }

    /// Whether the same would fail again in the same way: wrong options and broken clips stay what they are, and so does a
    /// job that the provider gave up; networks and disks get better.
    package static func isFinal(_ error: any Error) -> Bool {
        switch error {
        case let error as PipelineError: isFinal(error.cause)
        case let error as GenerationError: error.isOfTheUser || error.isOver
        case let error as FetchError:
            if case .forbidden = error.problem { true } else { [.usage, .input].contains(kind(of: error)) }
        default: [.usage, .input].contains(kind(of: error as any Error))
        }
    }

    /// Whether a clip cannot be stored after this error, which came while something was made of it: nothing can be written,
    /// somebody stops the work, or FFmpeg is not there. After any other the clip goes on without what was being made.
    static func keepsFromStoring(_ error: any Error) -> Bool {
        switch error {
        case let error as PipelineError: keepsFromStoring(error.cause)
        case let error as FFmpegError where error.isMissingLibrary: true
        default:
            switch kind(of: error) {
            case .output, .stopped: true
            case .usage, .input, .network, .fault: false
            }
        }
    }

    /// What FFmpeg said while it happened.
    package static func log(of error: any Error) -> [String] { (error as? PipelineError)?.log ?? [] }

    private static func kind(of error: FetchError) -> Failure {
        switch error.problem {
        case .invalidURL: .usage
        case .forbidden, .refused, .network, .unusable: .network
        case .notMedia: .input
        case .cannotWrite: .output
        }
    }

    private static func kind(of error: LibraryError) -> Failure {
        switch error {
        case .cannotWrite: .output
        case .cannotRead, .damagedSidecar, .otherSource: .input
        case .notFound, .invalidID, .ambiguousID, .invalidFilter, .alreadyThere: .usage
        }
    }
}

/// The user asked for something that cannot be.
package struct UsageError: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
