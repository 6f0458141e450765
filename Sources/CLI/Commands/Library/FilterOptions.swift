internal import ArgumentParser
internal import Library

/// Which clips are meant, by the names that the interface and the pages know too.
struct FilterOptions: ParsableArguments {
    @Option(help: "Only clips judged so: pass, warn or fail; may be repeated.") var verdict: [String] = []
    @Option(help: "Only clips of this model; * stands for anything: 'kling*'.") var model: String?
    @Option(help: "Only the versions of this piece of work.") var group: String?
    @Option(help: "Only versions with this label.") var variant: String?
    @Option(help: "Only clips that came on this day (UTC) or later: 2026-11-24, or 2026-11-24T21:30:00Z.")
    var from: String?
    @Option(help: "Only clips that came on this day or earlier.") var to: String?
    @Option(help: "Only clips of at least so many seconds.") var minDuration: String?
    @Option(help: "Only clips of at most so many seconds.") var maxDuration: String?
    @Option(help: "Only pictures of this size: 1920x1080.") var size: String?
    @Option(help: "Only clips that take at least so much, with all that was made of them: 5MB.") var minBytes: String?
    @Option(help: "Only clips that take at most so much.") var maxBytes: String?
    @Option(help: "Only clips with words that begin so in their name, prompts, model or ids.") var words: String?

    func validate() throws {
        do { _ = try filter() } catch { throw ValidationError("--\(error)") }
    }

    /// What was asked. Throws ``LibraryError/invalidFilter(key:wanted:text:)``.
    func filter() throws(LibraryError) -> LibraryFilter {
        try LibraryFilter { key in
            switch key {
            case .verdict: verdict.isEmpty ? nil : verdict.joined(separator: ",")
            case .model: model
            case .group: group
            case .variant: variant
            case .from: from
            case .to: to
            case .minDuration: minDuration
            case .maxDuration: maxDuration
            case .size: size
            case .minBytes: minBytes
            case .maxBytes: maxBytes
            case .words: words
            }
        }
    }
}

/// In which order clips stand, and how many.
struct OrderingOptions: ParsableArguments {
    @Option(
        help: """
            The order: \(ClipOrder.words). The newest, the longest, the largest and the worst come first.
            """,
        completion: .list(ClipOrder.Key.allCases.map(\.rawValue))) var sort: String?
    @Flag(help: "The other way round.") var reverse = false
    @Option(help: "At most so many; 0 for all.") var limit: Int?

    func validate() throws {
        do { _ = try order(.added) } catch { throw ValidationError("--\(error)") }
        if let limit, limit < 0 { throw ValidationError("--limit is a number from 0, not '\(limit)'.") }
    }

    /// What was asked, else by `usual`. Throws ``LibraryError/invalidFilter(key:wanted:text:)``.
    func order(_ usual: ClipOrder.Key, isReversed: Bool = false) throws(LibraryError) -> ClipOrder {
        var order =
            try sort.map { text throws(LibraryError) in try ClipOrder(reading: text) }
            ?? ClipOrder(usual, isReversed: isReversed)
        if reverse { order.isReversed.toggle() }
        return order
    }

    /// How many; `nil` for all.
    func limit(usual: Int? = nil) -> Int? { (limit ?? usual).flatMap { $0 == 0 ? nil : $0 } }
}
