package import Foundation
package import Timing

/// Which clips of a library are meant. What is `nil` or empty is not asked, and a clip has to be all that is.
///
/// The commands, the interface for programs and the pages all ask by this one filter, and by the same names: see
/// ``init(reading:)``.
package struct LibraryFilter: Sendable, Equatable {
    /// Judged so; empty for any verdict.
    package var verdicts: Set<Sidecar.Verdict> = []
    /// Made by this model, without regard to capitals; a `*` stands for anything.
    package var model: String?
    /// A version of this piece of work.
    package var group: String?
    /// This version of it.
    package var variant: String?
    /// Came into the library at this instant or later.
    package var from: Date?
    /// Came into the library before this instant.
    package var before: Date?
    /// At least and at most so long.
    package var shortest, longest: MediaTime?
    /// The picture's stored columns and rows.
    package var width, height: Int?
    /// The source and all that was made of it, in bytes.
    package var fewestBytes, mostBytes: Int?
    /// Words, each of which begins a word of the name, the prompts, the model or the ids.
    package var words = ""

    /// Every clip.
    package init() {}

    /// Whether every clip is meant.
    package var isEmpty: Bool { self == LibraryFilter() }
}
