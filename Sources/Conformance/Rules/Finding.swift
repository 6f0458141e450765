/// What a rule found, before the order's own severity is applied.
struct Finding: Sendable, Equatable {
    let status: Check.Status
    let expected: String?
    let actual: String?
    let message: String

    static func pass(_ expected: String?, _ actual: String?, _ message: String) -> Finding {
        Finding(status: .pass, expected: expected, actual: actual, message: message)
    }

    static func warn(_ expected: String?, _ actual: String?, _ message: String) -> Finding {
        Finding(status: .warn, expected: expected, actual: actual, message: message)
    }

    static func fail(_ expected: String?, _ actual: String?, _ message: String) -> Finding {
        Finding(status: .fail, expected: expected, actual: actual, message: message)
    }

    /// The check could not be made; `reason` is a whole sentence.
    static func notEvaluated(_ expected: String?, _ reason: String) -> Finding {
        Finding(status: .notEvaluated, expected: expected, actual: nil, message: reason)
    }
}
