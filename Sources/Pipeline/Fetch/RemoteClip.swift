package import Fetch

/// A clip that is somewhere else, and how to get at it.
package struct RemoteClip: Sendable {
    /// Where it is.
    package var url: RemoteURL
    /// The job that made it; `nil` for a URL that a user gave.
    package var jobID: String?
    /// Which of the job's clips this is, from 0.
    package var part = 0
    /// Asks the job for a fresh URL.
    package var renewing: URLRenewal?

    package init(url: RemoteURL, jobID: String? = nil, renewing: URLRenewal? = nil) {
        self.url = url
        self.jobID = jobID
        self.renewing = renewing
    }

    /// Whether an input is meant to be a URL.
    package static func isURL(_ input: String) -> Bool {
        // "http:/x" and "a://b" are not paths that anybody has; files are named by "./http:" where they must.
        input.prefixMatch(of: #/[A-Za-z][A-Za-z0-9+.\-]*:\/\//#) != nil
    }

    /// A URL as it may be shown, also one that cannot be fetched.
    package static func redacted(_ url: String) -> String { RemoteURL.redacted(url) }

    /// What is fetched, by a name that stays the same when it is signed anew.
    var resource: String { jobID.map { "job \($0)" + (part > 0 ? " \(part)" : "") } ?? url.resourceKey }
}
