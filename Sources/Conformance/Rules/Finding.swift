/// What a rule found, before the order's own severity is applied.
struct Finding: Sendable, Equatable {
    let status: Check.Status
    let expected: String?
    let actual: String?
    let message: String
    var evidence: [Evidence] = []

    static func pass(_ expected: String?, _ actual: String?, _ message: String) -> Finding {
        Finding(status: .pass, expected: expected, actual: actual, message: message)
    }

    static func warn(_ expected: String?, _ actual: String?, _ message: String, at evidence: [Evidence] = []) -> Finding
    {
        Finding(status: .warn, expected: expected, actual: actual, message: message, evidence: evidence)
    }

    static func fail(_ expected: String?, _ actual: String?, _ message: String, at evidence: [Evidence] = []) -> Finding
    {
        Finding(status: .fail, expected: expected, actual: actual, message: message, evidence: evidence)
    }

    /// The check could not be made; `reason` is a whole sentence.
    static func notEvaluated(_ expected: String?, _ reason: String) -> Finding {
        Finding(status: .notEvaluated, expected: expected, actual: nil, message: reason)
    }
}
