internal import Foundation
@testable internal import Library
internal import Support
internal import Testing

/// The list of what was done with the files of watched folders.
struct WatchLedgerTests {
    private let folder: TemporaryFolder
    private var root: URL { URL(fileURLWithPath: folder.file("library")) }

    init() throws { folder = try TemporaryFolder() }

    private func entry(_ name: String, asked: String = "this", clip: String? = "00ff") throws -> WatchLedger.Entry {
        let path = try folder.write("clip \(name)", to: name)
        return WatchLedger.Entry(
            path: path, mark: try #require(FileMark(path)).text, asked: asked, clip: clip)
    }

    @Test func knowsWhatWasAskedOfAVersionAlsoUnderAnotherName() throws {
        var ledger = WatchLedger(library: root)
        let one = try entry("a.mp4")
        try ledger.add(one)
        rename(one.path, folder.file("b.mp4"))
        for ledger in [ledger, WatchLedger(library: root)] {
            let mark = try #require(FileMark(folder.file("b.mp4")))
            #expect(ledger.knows(mark, asked: "this") && !ledger.knows(mark, asked: "that"))
        }
        _ = try folder.write("another", to: "b.mp4")
        #expect(try !WatchLedger(library: root).knows(#require(FileMark(folder.file("b.mp4"))), asked: "this"))
    }

    @Test func forgetsWhatIsGoneFromTheFolderAndNothingOfOthers() throws {
        var ledger = WatchLedger(library: root)
        let entries = try ["a.mp4", "b.mp4"].map { try entry($0) }
        for entry in entries { try ledger.add(entry) }
        let other = WatchLedger.Entry(path: "/elsewhere/c.mp4", mark: "1-2-3-4", asked: "this", clip: nil)
        try ledger.add(other)
        try ledger.forget(below: folder.path, except: [entries[1].mark])
        let text = try String(contentsOf: root.appending(path: "watched.jsonl"), encoding: .utf8)
        #expect(text.split(separator: "\n").count == 2 && text.contains("b.mp4") && text.contains("/elsewhere/c.mp4"))
    }

    @Test func whatAnotherWatchAddsMeanwhileStays() throws {
        let entries = try (0..<40).map { try entry("\($0).mp4") }
        DispatchQueue.concurrentPerform(iterations: entries.count) { number in
            var ledger = WatchLedger(library: root)
            #expect(throws: Never.self) {
                try ledger.add(entries[number])
                // Another folder, of which nothing is left: there is something to write anew each time.
                let gone = "/elsewhere/\(number)"
                try ledger.add(.init(path: "\(gone)/x", mark: "\(number)", asked: "this", clip: nil))
                try ledger.forget(below: gone, except: [])
            }
        }
        for entry in entries {
            let mark = try #require(FileMark(entry.path))
            #expect(WatchLedger(library: root).knows(mark, asked: "this"), "\(entry.path)")
        }
    }

    @Test func aTornLineCountsForNothing() throws {
        var ledger = WatchLedger(library: root)
        let one = try entry("a.mp4")
        try ledger.add(one)
        let file = root.appending(path: "watched.jsonl")
        try (Data(contentsOf: file) + Data(#"{"path": "/torn"#.utf8)).write(to: file)
        var again = WatchLedger(library: root)
        #expect(again.knows(try #require(FileMark(one.path)), asked: "this"))
        try again.forget(below: folder.path, except: [one.mark])
        #expect(try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).count == 1)
    }
}
