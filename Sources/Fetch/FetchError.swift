/// Why a download failed. No text of it ever holds the secret part of a URL.
package struct FetchError: Error, Sendable, Equatable {
    /// What went wrong, one case for each thing a caller handles differently.
    package enum Problem: Sendable, Equatable {
        /// Text that is no http or https URL: why not.
        case invalidURL(String)
        /// A place that must not be reached: which, and why not.
        case forbidden(String)
        /// The server refused, with this status: its words.
        case refused(status: Int, String)
        /// The connection or the server failed in a way that may pass: how.
        case network(String)
        /// The server's answer is of no use, and asking again would not help: why.
        case unusable(String)
        /// What arrived is no clip, or more than the limit: what it is.
        case notMedia(String)
        /// The disk refused: on what, and why.
        case cannotWrite(path: String, reason: String)
    }

    /// The URL without its secret parts, or the text that is none.
    package let url: String
    package let problem: Problem
    /// How many tries were made.
    package let tries: Int

    package init(url: String, problem: Problem, tries: Int = 1) {
        self.url = url
        self.problem = problem
        self.tries = tries
    }
}

extension FetchError: CustomStringConvertible {
    /// What failed, on what, why, and what to do, on one line.
    package var description: String {
        let text =
            switch problem {
            case .invalidURL(let reason): "\(url): \(reason)"
            case .forbidden(let reason): "\(url): \(reason)"
            case .refused(let status, let reason): "\(url): HTTP \(status)\(reason.isEmpty ? "" : " \(reason)")"
            case .network(let reason), .unusable(let reason): "\(url): \(reason)"
            case .notMedia(let kind): "\(url): not a video clip but \(kind)"
            case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
            }
        return (text + (tries > 1 ? " (after \(tries) tries)" : "")).onOneLine
    }
}

extension String {
    /// The text without line breaks and whatever else a terminal would obey.
    var onOneLine: String {
        String(
            unicodeScalars.map { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: " "
                default: Character(scalar)
                }
            })
    }
}
