package import Foundation
package import JSON

/// What is known here of a job that was submitted, or was about to be: written before the request is sent, so that
/// no death of ours can lose a job that was paid for, or pay for it twice.
///
/// It is also what is booked against limits and budgets; see ``JobCost``.
package struct JobTicket: Codable, Sendable, Equatable {
    /// How a job ended, by the provider.
    package enum Ending: String, Codable, Sendable {
        case completed, failed, cancelled
    }

    /// A million dollars at a cent a credit: no job costs as much, and sums of such figures do not overflow.
    package static let mostCredits = 100_000_000

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
    /// What it was to cost by the price list, in credits; `nil` where no price is known.
    package var expectedCredits: Int?
    /// What was shown and booked before it was sent, in credits: more than ``expectedCredits`` where comparable jobs were
    /// charged more. `nil` where it is the same.
    package var quotedCredits: Int?
    /// What it is priced by; `nil` where no price is known.
    package var tariff: Tariff?
    /// The piece of work that it was ordered for, and which version of it.
    package var group, variant: String?
    /// When it was first sent: the key's life begins.
    package var sentAt: Date
    /// The same by the clock that cannot be set.
    package var sentBoot: BootInstant?
    /// When it was sent again, the last time, if it was.
    package var resentAt: Date?
    package var resentBoot: BootInstant?
    /// The provider's id of the job; `nil` while no answer is known.
    package var jobId: String?
    /// The last status known, in the provider's word.
    package var status: String?
    /// How it ended; `nil` while it runs, as far as is known.
    package var ending: Ending?
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

    /// When it was first sent, by both clocks.
    package var sent: SendTime {
        get { SendTime(wall: sentAt, boot: sentBoot) }
        set { (sentAt, sentBoot) = (newValue.wall, newValue.boot) }
    }

    /// When it was sent again, by both clocks.
    package var resent: SendTime? {
        get { resentAt.map { SendTime(wall: $0, boot: resentBoot) } }
        set { (resentAt, resentBoot) = (newValue?.wall, newValue?.boot) }
    }

    /// What makes a record unusable, though it is one by its shape: a file may hold any number. `nil` for nothing.
    var complaint: String? {
        for (name, credits) in [
            ("expectedCredits", expectedCredits), ("quotedCredits", quotedCredits), ("chargedCredits", chargedCredits),
        ] {
            guard let credits, !(0...Self.mostCredits).contains(credits) else { continue }
            return "\(name) is not a number from 0 to \(Self.mostCredits)"
        }
        if let tariff, !(1...Tariff.mostSeconds).contains(tariff.seconds) {
            return "tariff.seconds is not a number from 1"
        }
        return nil
    }
}
