package import Apiframe
internal import Foundation

/// A job as its provider reports it.
package struct ProviderJob: Sendable {
    package enum State: Sendable, Equatable {
        /// Queued, at work, or in a state that we do not know.
        case running
        case completed
        case failed
        case cancelled
    }

    package let id: String
    package let state: State
    /// The provider's own word for the state.
    package let word: String
    /// Percent; `nil` where the provider does not say.
    package let progress: Int?
    /// Where its clips are. The queries are secrets.
    package let urls: [String]
    /// Why it failed, in the provider's words.
    package let reason: String?
    /// What it cost, in credits.
    package let credits: Int?
    /// Whether its files are gone.
    package let isExpired: Bool
    package let model: String?
    /// What was ordered, where the provider repeats it.
    package let request: GenerationRequest?

    package init(
        id: String, state: State, word: String, progress: Int? = nil, urls: [String] = [], reason: String? = nil,
        credits: Int? = nil, isExpired: Bool = false, model: String? = nil, request: GenerationRequest? = nil
    ) {
        (self.id, self.state, self.word, self.progress) = (id, state, word, progress)
        (self.urls, self.reason, self.credits, self.isExpired) = (urls, reason, credits, isExpired)
        (self.model, self.request) = (model, request)
    }

    /// Whether its files may be clips, by their names: an account may make pictures and music too.
    package var mayHoldClips: Bool {
        urls.isEmpty
            || urls.contains { url in
                let kind = URLComponents(string: url).map { ($0.path as NSString).pathExtension.lowercased() } ?? ""
                return ![
                    "png", "jpg", "jpeg", "webp", "gif", "avif", "mp3", "wav", "flac", "m4a", "ogg", "glb",
                ].contains(kind)
            }
    }

    /// Whether a text can be a job's id.
    package static func isID(_ text: String) -> Bool { JobRecord.isUsable(text) }
}
