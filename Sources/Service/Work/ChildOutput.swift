internal import Foundation
internal import Library

/// What a child writes to standard error: its progress as JSON objects, and words, of which the last are kept.
struct ChildOutput {
    /// The most bytes of words that are kept.
    private static let most = 8 << 10

    private var pending: [UInt8] = []
    private var kept: [UInt8] = []
    /// How far the child is, by its last word.
    private(set) var progress: JobProgressNote?

    /// The last words.
    var tail: String { String(decoding: kept, as: UTF8.self).trimmingCharacters(in: .newlines) }

    mutating func take(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            pending.append(byte)
            if byte == UInt8(ascii: "\n") || pending.count >= Self.most { endLine() }
        }
    }

    /// No more will come.
    mutating func end() { if !pending.isEmpty { endLine() } }

    private mutating func endLine() {
        defer { pending.removeAll(keepingCapacity: true) }
        if pending.first == UInt8(ascii: "{"),
            let note = try? JSONDecoder().decode(Note.self, from: Data(pending))
        {
            progress = JobProgressNote(
                step: note.step, fraction: note.total > 0 ? Double(note.done) / Double(note.total) : nil)
            return
        }
        kept += pending
        guard kept.count > Self.most else { return }
        // Whole lines, where there are any.
        let rest = kept.suffix(Self.most)
        let line = rest.firstIndex(of: UInt8(ascii: "\n")).map { rest.index(after: $0) }
        kept = Array(line.flatMap { $0 < rest.endIndex ? rest[$0...] : nil } ?? rest)
    }

    /// What `--progress json` writes.
    private struct Note: Decodable {
        let step: String
        let done: Int
        let total: Int
    }
}
