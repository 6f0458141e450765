/// The order in which clips are listed. Clips that are alike in it stand by their ids; what is turned
/// round is turned round whole, save that what is not known stays last.
package struct ClipOrder: Sendable, Equatable {
    /// What clips are ordered by.
    package enum Key: String, Sendable, CaseIterable {
        /// When they came into the library, the newest first.
        case added
        /// A to Z.
        case name, model
        /// The longest, or the most, first.
        case duration, bytes, shots
        /// The worst first.
        case verdict
        /// By group, in it by variant, and then by when they came, the oldest first.
        case group
        /// How well they answer the words of the filter; the newest first where there are none.
        case relevance
    }

    package var key: Key
    /// Whether the order is turned round.
    package var isReversed: Bool

    package init(_ key: Key = .added, isReversed: Bool = false) {
        self.key = key
        self.isReversed = isReversed
    }

    /// What ``init(reading:)`` takes, in words.
    package static var words: String { Key.allCases.map(\.rawValue).joined(separator: ", ") }

    /// "duration", or "-duration" for the shortest first. Throws ``LibraryError/invalidFilter(key:wanted:text:)``.
    package init(reading text: String) throws(LibraryError) {
        let isReversed = text.first == "-"
        guard let key = Key(rawValue: String(isReversed ? text.dropFirst() : text[...])) else {
            throw .invalidFilter(key: "sort", wanted: "one of \(Self.words)", text: text)
        }
        self.init(key, isReversed: isReversed)
    }
}
