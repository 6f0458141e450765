/// Why an attempt at a job failed.
package struct JobFailure: Sendable, Equatable, Error, CustomStringConvertible {
    /// One line.
    package let message: String
    /// The last lines that the work wrote to standard error.
    package let log: String
    /// Whether another attempt would fail in the same way.
    package let isFinal: Bool

    package init(_ message: String, log: String = "", isFinal: Bool) {
        self.message = message
        self.log = log
        self.isFinal = isFinal
    }

    package var description: String { message }
}
