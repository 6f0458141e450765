internal import Fetch
internal import Foundation
package import Library

extension JobOrder {
    /// What a user names as an input, as a job of the queue: a URL, a file, or else the id of a provider's job. Throws
    /// ``UsageError`` where it is none of them.
    package init(input: String, priority: Int) throws {
        // A file goes before a job that is called as it is, as on the command line.
        if !RemoteClip.isURL(input), FileManager.default.fileExists(atPath: input) {
            self.init(.file, URL(fileURLWithPath: input).standardizedFileURL.path, priority: priority)
        } else if let order = try JobOrder(notAFile: input, priority: priority) {
            self = order
        } else {
            throw UsageError("\(input): it is no URL, no file and no job's id")
        }
    }

    /// A URL or the id of a provider's job, whatever files there are; `nil` for another text. Throws for a URL that cannot be
    /// fetched.
    package init?(notAFile input: String, priority: Int) throws {
        if RemoteClip.isURL(input) {
            let url = try RemoteURL(input)
            self.init(.url, input, key: "url:\(url.resourceKey)", priority: priority)
        } else if ProviderJob.isID(input), UUID(uuidString: input) != nil {
            self.init(.job, input, priority: priority)
        } else {
            return nil
        }
    }
}
