import Foundation
import Library
import Support
import Testing

@Suite struct CatalogueTests {
    @Test func aRebuildEqualsWhatWasEnteredOneByOne() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let catalogue = Catalogue(of: store)
            let sidecars = try fill(store, with: 20, seed: 3) { try catalogue.upsert($0) }
            let entered = try catalogue.list()
            #expect(entered == newestFirst(sidecars))
            #expect(try catalogue.rebuild() == .init(clips: sidecars.count, unreadable: [:]))
            #expect(try catalogue.list() == entered)
        }
    }

    @Test func updatesAndRemovesAnEntry() throws {
        try withTemporaryFolder { root throws in
            let catalogue = Catalogue(of: ClipStore(root: root))
            _ = try publish("a", Example.minimal, in: ClipStore(root: root))
            var sidecar = Example.minimal
            sidecar.verdict = .fail
            try catalogue.upsert(sidecar)
            try catalogue.upsert(sidecar)
            #expect(try catalogue.list().map(\.verdict) == [.fail])
            try catalogue.remove(sidecar.id)
            #expect(try catalogue.list() == [])
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
            try catalogue.upsert(sidecars[0])
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
            let error = #expect(throws: LibraryError.self) { try catalogue.upsert(sidecars[0]) }
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
                        try catalogue.upsert(sidecar)
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
