internal import Fetch
internal import Foundation
package import Library

extension JobOrder {
    /// What a user names as an input, as a job of the queue: a URL, a file, or else the id of a provider's job. Throws
    /// ``UsageError`` where it is none of them.
    package init(input: String, priority: Int) throws {
        if RemoteClip.isURL(input) {
            let url = try RemoteURL(input)
            self.init(.url, input, key: "url:\(url.resourceKey)", priority: priority)
        } else if FileManager.default.fileExists(atPath: input) {
            self.init(.file, URL(fileURLWithPath: input).standardizedFileURL.path, priority: priority)
        } else if ProviderJob.isID(input), UUID(uuidString: input) != nil {
            self.init(.job, input, priority: priority)
        } else {
            throw UsageError("\(input): it is no URL, no file and no job's id")
        }
    }
}
