package import Foundation
package import JSON

/// What is known here of a job that was submitted, or was about to be: written before the request is sent, so that
/// no death of ours can lose a job that was paid for, or pay for it twice.
package struct JobTicket: Codable, Sendable, Equatable {
    /// The version of this shape.
    package private(set) var schemaVersion = 1
    /// The idempotency key, which also names the file.
    package let key: String
    /// The provider, "apiframe".
    package let provider: String
    /// The address that it was sent to: no other server knows this job.
    package let server: String
    /// The body as it is sent. A repeat sends the same, whatever was typed since.
    package let request: JSONValue
    /// What it was to cost, in credits; `nil` where no price is known.
    package var expectedCredits: Int?
    /// When it was first sent: the key's life begins.
    package var sentAt: Date
    /// The provider's id of the job; `nil` while no answer is known.
    package var jobId: String?
    /// The last status known, in the provider's word.
    package var status: String?
    /// Why it failed.
    package var error: String?
    /// What it cost, in credits.
    package var chargedCredits: Int?
    /// The clips that were stored of it, by their ids.
    package var clips: [String] = []
    /// The batch file and line that asked for it.
    package var batch: String?

    /// A ticket for a request that is about to be sent.
    package init(
        key: String, provider: String, server: String, request: JSONValue, expectedCredits: Int?, sentAt: Date = Date(),
        batch: String? = nil
    ) {
        self.key = key
        self.provider = provider
        self.server = server
        self.request = request
        self.expectedCredits = expectedCredits
        self.sentAt = sentAt
        self.batch = batch
    }
}
