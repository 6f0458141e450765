package import Foundation

/// Asks whoever gave a URL for a fresh one; `nil` where there is none to be had.
package typealias URLRenewal = @Sendable () async throws -> RemoteURL?

/// Fetches files: a URL in, a verified local file out.
package struct Fetcher: Sendable {
    package let settings: FetchSettings

    package init(_ settings: FetchSettings = FetchSettings()) { self.settings = settings }

    /// Fetches what `url` leads to into `file`, which appears whole, synced and verified, or not at all.
    ///
    /// What has arrived stays beside it, as `file.partial` and `file.partial.json`, when the download fails, is
    /// cancelled or its process dies; the same call goes on from there. A file that is there already, of the same
    /// resource, is not fetched again. `resource` names what is fetched where the URL does not, as for a job whose
    /// URLs change; `renewing` is asked, once, when the server has forgotten the URL. Two calls for the same file,
    /// also in two processes, take turns. Throws ``FetchError``, and `CancellationError` when the task is cancelled.
    package func fetch(
        _ url: RemoteURL, to file: URL, as resource: String? = nil, renewing: URLRenewal? = nil,
        progress: @escaping @Sendable (FetchProgress) -> Void = { _ in }
    ) async throws -> FetchedFile {
        do {
            while true {
                let opening = try await blocking {
                    try PartialFile.open(for: file, resource: resource ?? url.resourceKey, url: url)
                }
                switch opening {
                case .whole(let whole): return whole
                case .part(let part):
                    let download = Download(
                        url: url, part: part, settings: settings, renewing: renewing, progress: progress)
                    return try await download.run()
                case .taken:
                    progress(FetchProgress(bytes: 0, total: nil, pause: "another process is fetching it"))
                    try await Task.sleep(for: .milliseconds(250))
                }
            }
        } catch let failure as POSIXFailure {
            throw FetchError(
                url: url.publicText, problem: .cannotWrite(path: failure.path, reason: failure.reason))
        }
    }
}
