internal import Library

/// What became of a file that was dropped into a folder.
package struct DroppedClip: Sendable {
    /// Where it lies.
    package let path: String
    package let outcome: Outcome

    package enum Outcome: Sendable {
        /// It is a clip of the library, as `dailies process` says: "processed", "alreadyThere".
        case done(id: String, state: String)
        /// It is none; `exitCode` is what processing it ended with, and `mayPass` whether it is tried again.
        case failed(reason: String, log: String, exitCode: Int32, mayPass: Bool)
    }
}
