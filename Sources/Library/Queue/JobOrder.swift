/// A job to be entered in a queue.
package struct JobOrder: Sendable, Equatable {
    /// What is to be done.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Fetch and process the clips of a provider's job.
        case job
        /// Fetch and process what a URL leads to.
        case url
        /// Process a file of this machine.
        case file
    }

    package let kind: Kind
    /// The provider's id of the job, the URL, or the path. A URL may be a secret: it stays in the queue's file, which only
    /// its owner reads, and loses its query when the job is done.
    package let input: String
    /// Orders with one key are one job.
    package let key: String
    /// Jobs with a higher one go first.
    package var priority: Int
    /// Whether a file's path led over no link when it was allowed, and must not when the file is read: whoever may write
    /// there could turn it to a file that was never allowed.
    package let isResolved: Bool

    package init(_ kind: Kind, _ input: String, key: String? = nil, priority: Int = 0, isResolved: Bool = false) {
        self.kind = kind
        self.input = input
        self.isResolved = isResolved
        self.key = key ?? "\(kind.rawValue):\(input)"
        self.priority = priority
    }
}
