package import Foundation
package import Library

/// What a clip is made from. It is decided where somebody names it and travels as it is: a job may be called as a file is, and
/// its text must not be guessed at again elsewhere.
package enum ClipSource: Codable, Sendable, Equatable {
    /// A file of this machine. Where links are not followed, a path of which a part has become one is refused.
    case file(path: String, followsLinks: Bool)
    /// A clip of the library.
    case clip(id: String)
    /// What a URL leads to, which may be a secret.
    case url(String)
    /// A provider's job, by the provider's id.
    case job(id: String)
    /// A saved record of a provider's job: a file of JSON.
    case record(path: String)

    /// What a user names as an input: a URL, a file, a job by its id or by the key of its record in `library`, or one of its
    /// clips. A text that is none of them is a file that is missing. Throws what reading the library's records does.
    package init(named text: String, in library: URL) throws {
        var isFolder: ObjCBool = false
        if RemoteClip.isURL(text) {
            self = .url(text)
        } else if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) {
            self =
                !isFolder.boolValue && Self.isRecord(text) ? .record(path: text) : .file(path: text, followsLinks: true)
        } else if ProviderJob.isID(text), let id = try JobLedger(library: library).find(text)?.jobId {
            self = .job(id: id)
        } else if UUID(uuidString: text) != nil {
            self = .job(id: text)
        } else if let id = try? ClipID(validating: text), ClipStore(root: library).contains(id) {
            self = .clip(id: id.text)
        } else {
            self = .file(path: text, followsLinks: true)
        }
    }

    /// What is to be done by a job of the queue.
    package init(_ order: JobOrder) {
        self =
            switch order.kind {
            case .job: .job(id: order.input)
            case .url: .url(order.input)
            case .file where !order.isResolved && Self.isRecord(order.input): .record(path: order.input)
            case .file: .file(path: order.input, followsLinks: !order.isResolved)
            }
    }

    /// What it is called where it may be shown: a URL without its secrets.
    package var name: String {
        switch self {
        case .file(let path, _), .record(let path): path
        case .clip(let id), .job(let id): id
        case .url(let text): RemoteClip.redacted(text)
        }
    }

    /// Whether the provider has to be asked about it, or may have to: a saved record is one of another day.
    package var mayAskProvider: Bool {
        switch self {
        case .job, .record: true
        case .file, .clip, .url: false
        }
    }

    private static func isRecord(_ path: String) -> Bool { path.lowercased().hasSuffix(".json") }
}
