import Foundation
import Library
import Support
import Testing

@Suite struct CatalogueTests {
    @Test func aRebuildEqualsWhatWasEnteredOneByOne() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let catalogue = Catalogue(of: store)
            let sidecars = try fill(store, with: 20, seed: 3) { try catalogue.refresh($0.id) }
            let entered = try catalogue.list()
            #expect(entered == newestFirst(sidecars))
            #expect(try catalogue.rebuild() == .init(clips: sidecars.count, unreadable: [:]))
            #expect(try catalogue.list() == entered)
        }
    }

    @Test func saysWhatTheSidecarSaysWhoeverEntersItLast() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let (catalogue, id) = (Catalogue(of: store), Example.minimal.id)
            _ = try publish("a", in: store)
            try catalogue.refresh(id)
            try store.update(id) { $0.verdict = .fail }
            // One that published before and comes here late: it does not enter what it had in mind.
            try catalogue.refresh(id)
            try catalogue.refresh(id)
            #expect(try rows(root) == ["fail"])
            // One that comes here after the clip was removed does not bring it back.
            try store.remove(id)
            try catalogue.refresh(id)
            #expect(try rows(root) == [])
        }
    }

    /// The verdicts that are in the file, whatever is on the disk.
    private func rows(_ root: URL) throws -> [String] {
        let script = """
            import sqlite3, sys
            for row in sqlite3.connect(sys.argv[1]).execute("SELECT verdict FROM clips"): print(row[0])
            """
        let file = root.appendingPathComponent("catalogue.sqlite").path
        return try Tool("python3").run(["-c", script, file]).text.split(separator: "\n").map(String.init)
    }

    /// Each is a run that died between its change and the catalogue, or somebody's hands.
    @Test func theNextQuestionFindsWhatNobodyEntered() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let (catalogue, id) = (Catalogue(of: store), Example.minimal.id)
            _ = try publish("a", Example.full, in: store)
            #expect(try catalogue.list().map(\.id) == [Example.full.id])
            _ = try publish("a", in: store)
            #expect(try catalogue.list().count == 2, "published")
            try store.update(id) { $0.group = "spot" }
            #expect(try catalogue.list().map(\.group) == ["spot", Example.full.group], "labelled")
            _ = try publish("b", in: store, replacing: true)
            #expect(try catalogue.groups() == [Example.full.group], "made again")
            try store.remove(id)
            #expect(try catalogue.list().map(\.id) == [Example.full.id], "removed")
            try store.restore(id)
            #expect(try catalogue.total().clips == 2, "restored")
            try FileManager.default.removeItem(at: store.folder(of: id))
            #expect(try catalogue.list().map(\.id) == [Example.full.id], "deleted by hand")
        }
    }

    /// The folder's time as it is an hour later; what happens then shows by another one.
    private func age(_ root: URL) throws {
        let hourAgo = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -3600)]
        try FileManager.default.setAttributes(hourAgo, ofItemAtPath: root.appendingPathComponent("clips").path)
    }

    @Test func aFolderThatHasNotChangedIsNotReadAgain() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let (catalogue, id) = (Catalogue(of: store), Example.minimal.id)
            _ = try publish("a", in: store)
            try age(root)
            #expect(try catalogue.list().map(\.verdict) == [.warn])
            // An edit of the sidecar where it lies does not show in the folder of clips.
            var sidecar = try store.sidecar(for: id)
            sidecar.verdict = .pass
            try SidecarFile.write(sidecar, in: store.folder(of: id))
            #expect(try catalogue.list().map(\.verdict) == [.warn])
            #expect(try catalogue.wrongEntries() == [id])
            for change in [{ try store.update(id) { $0.group = "x" } }, { try store.update(id) { $0.group = nil } }] {
                _ = try change()
                #expect(try catalogue.list().map(\.verdict) == [.pass], "a label does")
                #expect(try catalogue.wrongEntries() == [])
                try age(root)
                _ = try catalogue.list()
            }
        }
    }

    @Test(arguments: [
        "UPDATE clips SET verdict = 'pass'", "UPDATE clips SET bytes = bytes + 1", "DELETE FROM clips",
        "UPDATE words SET prompt = 'zebra'",
    ])
    func aRowThatSaysSomethingElseIsFound(_ damage: String) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let catalogue = Catalogue(of: store)
            _ = try publish("a", in: store)
            _ = try publish("b", Example.full, in: store)
            try age(root)
            #expect(try catalogue.wrongEntries() == [])
            let script = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute(sys.argv[2]); d.commit()"
            let file = root.appendingPathComponent("catalogue.sqlite").path
            _ = try Tool("python3").run(["-c", script, file, damage + " WHERE rowid = 1"])
            #expect(try catalogue.wrongEntries().count == 1)
            try catalogue.rebuild()
            #expect(try catalogue.wrongEntries() == [])
        }
    }

    @Test func whatManyChangeAtOnceIsInTheEndAsOnTheDisk() async throws {
        try await withTemporaryFolder { root async throws in
            let store = ClipStore(root: root)
            let ids = [Example.minimal, Example.full].map(\.id)
            try await withThrowingTaskGroup { group in
                for number in 0..<60 {
                    group.addTask {
                        let (catalogue, id) = (Catalogue(of: store), ids[number % 2])
                        switch number % 6 {
                        case 0, 1:
                            let sidecar = id == ids[0] ? Example.minimal : Example.full
                            _ = try publish("\(number)", sidecar, in: store, replacing: true)
                        case 2: _ = try? store.update(id) { $0.group = "\(number)" }
                        case 3: _ = try? store.remove(id)
                        case 4: _ = try? store.restore(id)
                        default: _ = try catalogue.list()
                        }
                        // Some die before they come to this.
                        if number % 4 != 0 { try catalogue.refresh(id) }
                    }
                }
                try await group.waitForAll()
            }
            let catalogue = Catalogue(of: store)
            #expect(try Set(catalogue.list().map(\.id)) == Set(store.ids()))
            #expect(try catalogue.wrongEntries() == [])
        }
    }

    @Test func rebuildReportsWhatItCannotRead() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            _ = try publish("a", Example.full, in: store)
            _ = try publish("b", Example.minimal, in: store)
            let file = store.folder(of: Example.minimal.id).appendingPathComponent("clip.json")
            try Data("{".utf8).write(to: file)
            let error = LibraryError.damagedSidecar(path: file.path, reason: "not valid JSON")
            let catalogue = Catalogue(of: store)
            #expect(try catalogue.rebuild() == .init(clips: 1, unreadable: [Example.minimal.id: error]))
            #expect(try catalogue.list().map(\.id) == [Example.full.id])
        }
    }

    @Test(arguments: ["text", "zeros", "cut", "flipped", "empty", "gone"])
    func aDamagedFileIsMadeAnew(_ damage: String) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let catalogue = Catalogue(of: store)
            let sidecars = try fill(store, with: 16, seed: 4) { _ in }
            try catalogue.rebuild()
            let file = root.appendingPathComponent("catalogue.sqlite")
            var data = try Data(contentsOf: file)
            let pages = data.indices.dropFirst(data.count / 2)
            switch damage {
            case "text": data = Data("this is no database, and it is long enough to be read as one".utf8)
            case "zeros": for index in pages { data[index] = 0 }
            case "cut": data.removeLast(data.count / 2)
            case "flipped": for index in pages { data[index] ^= 0xff }
            case "empty": data = Data()
            default: break
            }
            if damage == "gone" {
                try FileManager.default.removeItem(at: file)
            } else {
                try data.write(to: file)
            }
            #expect(try catalogue.list() == newestFirst(sidecars))
            try catalogue.refresh(sidecars[0].id)
            #expect(try catalogue.rebuild().clips == sidecars.count)
            #expect(try catalogue.list() == newestFirst(sidecars))
        }
    }

    @Test(arguments: ["another version", "another shape"])
    func theTableOfAnotherProgramIsMadeAnew(_ difference: String) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            _ = try publish("a", Example.full, in: store)
            let expected = [CatalogueEntry(try store.sidecar(for: Example.full.id))]
            #expect(try Catalogue(of: store).list() == expected)
            let file = root.appendingPathComponent("catalogue.sqlite")
            var data = try Data(contentsOf: file)
            if difference == "another version" {
                data[63] = 99  // the last byte of user_version
            } else {
                let place = try #require(data.range(of: Data("prompt TEXT".utf8)))
                data.replaceSubrange(place, with: Data("prelim TEXT".utf8))
            }
            try data.write(to: file)
            #expect(try Catalogue(of: store).list() == expected)
            #expect(try Data(contentsOf: file).range(of: Data("prompt TEXT".utf8)) != nil)
        }
    }

    @Test func readsTheSidecarsWhereNoFileCanBe() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let sidecars = try fill(store, with: 5, seed: 5) { _ in }
            // A folder in the file's place stops even root, whom a read-only folder would not.
            let file = root.appendingPathComponent("catalogue.sqlite")
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
            let catalogue = Catalogue(of: store)
            #expect(try catalogue.list() == newestFirst(sidecars))
            let error = #expect(throws: LibraryError.self) { try catalogue.refresh(sidecars[0].id) }
            #expect(error.map { "\($0)".hasPrefix("cannot write \(file.path): ") } == true)
        }
    }

    @Test func lookingIntoAnEmptyFolderLeavesNothingThere() throws {
        try withTemporaryFolder { root throws in
            #expect(try Catalogue(of: ClipStore(root: root)).list() == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: root.path) == [])
        }
    }

    @Test func manyWritersShareOneFile() async throws {
        try await withTemporaryFolder { root async throws in
            let store = ClipStore(root: root)
            let sidecars = try fill(store, with: 24, seed: 6) { _ in }
            try await withThrowingTaskGroup { group in
                for (number, sidecar) in sidecars.enumerated() {
                    group.addTask {
                        let catalogue = Catalogue(of: ClipStore(root: root))
                        if number % 6 == 0 { try catalogue.rebuild() }
                        try catalogue.refresh(sidecar.id)
                        _ = try catalogue.list()
                    }
                }
                try await group.waitForAll()
            }
            #expect(try Catalogue(of: store).list() == newestFirst(sidecars))
        }
    }

    private func fill(
        _ store: ClipStore, with count: Int, seed: UInt64, _ enter: (Sidecar) throws -> Void
    ) throws -> [Sidecar] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { number in
            let sidecar = Sidecar.random(&generator)
            _ = try publish("\(number)", sidecar, in: store)
            let stored = try store.sidecar(for: sidecar.id)
            try enter(stored)
            return stored
        }
    }

    private func newestFirst(_ sidecars: [Sidecar]) -> [CatalogueEntry] {
        sidecars.map { CatalogueEntry($0) }.sorted { ($1.added, $0.id) < ($0.added, $1.id) }
    }
}
