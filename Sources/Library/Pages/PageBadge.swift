/// A word of judgement in its colour.
struct PageBadge: Sendable, Equatable {
    let style, word: String

    init(_ verdict: Sidecar.Verdict) { (style, word) = (verdict.rawValue, verdict.rawValue) }

    init(_ status: Sidecar.Check.Status) {
        (style, word) = status == .notEvaluated ? ("none", "not evaluated") : (status.rawValue, status.rawValue)
    }
}
