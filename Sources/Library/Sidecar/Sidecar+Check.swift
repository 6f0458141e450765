extension Sidecar {
    /// One comparison of what was ordered with what was delivered.
    package struct Check: Codable, Sendable, Equatable {
        /// How a check came out.
        package enum Status: String, Codable, Sendable, CaseIterable {
            /// As ordered.
            case pass
            /// Delivered, but a person should look.
            case warn
            /// Not what was ordered.
            case fail
            /// The check could not be made; the message says why.
            case notEvaluated
        }

        /// A stable name for scripts, "video.resolution".
        package var id: String
        /// How it came out.
        package var status: Status
        /// What was ordered, in words; `nil` where nothing was.
        @Nullable package var expected: String?
        /// What was delivered, in words; `nil` where it could not be measured.
        @Nullable package var actual: String?
        /// One sentence for a person.
        package var message: String

        /// A finished check.
        package init(id: String, status: Status, expected: String?, actual: String?, message: String) {
            self.id = id
            self.status = status
            self.expected = expected
            self.actual = actual
            self.message = message
        }
    }
}
