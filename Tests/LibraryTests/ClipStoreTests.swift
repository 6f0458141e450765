import Foundation
import Library
import Testing

@Suite struct ClipStoreTests {
    private let id = Example.minimal.id

    @Test(arguments: [RenameMethod.flagged, .plain])
    func publishesWholeClipsAndKeepsTheFirst(_ renaming: RenameMethod) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root, renaming: renaming)
            #expect(try store.ids() == [])
            #expect(!store.contains(id))
            #expect(try publish("first", in: store) == .published)
            #expect(try publish("second", in: store) == .alreadyThere)
            #expect(try content(in: store) == "first")
            #expect(try store.ids() == [id])
            #expect(store.contains(id))
            #expect(try store.verify(id) == [])
            #expect(try leftovers(in: root) == [])
        }
    }

    @Test(arguments: [RenameMethod.flagged, .plain])
    func replacesAClipWhenAsked(_ renaming: RenameMethod) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root, renaming: renaming)
            #expect(try publish("new", in: store, replacing: true) == .published)
            #expect(try publish("newer", in: store, replacing: true) == .replaced(strays: []))
            #expect(try content(in: store) == "newer")
            #expect(try leftovers(in: root) == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: root.path + "/clips") == [id.text])
        }
    }

    @Test func oneOfManyPublishersWins() async throws {
        try await withTemporaryFolder { root async throws in
            let store = ClipStore(root: root)
            let outcomes = try await withThrowingTaskGroup { group in
                for number in 0..<16 {
                    group.addTask { try publish("\(number)", in: store, replacing: number % 2 == 1) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == .published } == 1)
            #expect(try store.verify(id) == [])
            #expect(try leftovers(in: root) == [])
        }
    }

    @Test func refusesWorkWithoutItsSidecar() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let work = try store.newWork()
            #expect(throws: LibraryError.self) { try store.publish(work, as: id) }
            try SidecarFile.write(Example.full, in: work.url)
            #expect(throws: LibraryError.self) { try store.publish(work, as: id) }
            #expect(try store.ids() == [])
        }
    }

    @Test func bringsBackAClipWhoseReplacementWasCutShort() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            _ = try publish("old", in: store)
            let place = store.folder(of: id)
            let aside = place.deletingLastPathComponent().appendingPathComponent(".replaced-\(id)")
            try FileManager.default.moveItem(at: place, to: aside)
            #expect(try store.ids() == [])
            try store.sweep()
            #expect(try content(in: store) == "old")
            try FileManager.default.copyItem(at: place, to: aside)
            try store.sweep()
            #expect(!FileManager.default.fileExists(atPath: aside.path))
        }
    }

    @Test func findsAClipByTheBeginningOfItsID() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            _ = try publish("one", in: store)
            #expect(try store.resolve("3fa9") == id)
            #expect(throws: LibraryError.notFound(id: "4")) { try store.resolve("4") }
            #expect(throws: LibraryError.invalidID("../..")) { try store.resolve("../..") }
            #expect(throws: LibraryError.invalidID("")) { try store.resolve("") }
            _ = try publish("two", Example.full, in: store)
            #expect(throws: LibraryError.ambiguousID("3fa9", candidates: [id, Example.full.id])) {
                try store.resolve("3fa9")
            }
            // A whole id is meant as such, also when another one begins with it.
            #expect(try store.resolve(id.text) == id)
        }
    }

    @Test func purgesAClip() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            _ = try publish("one", in: store)
            try store.purge(id)
            #expect(try store.ids() == [])
            #expect(try leftovers(in: root) == [])
            #expect(throws: LibraryError.notFound(id: id.text)) { try store.purge(id) }
            #expect(throws: LibraryError.notFound(id: id.text)) { try store.sidecar(for: id) }
        }
    }

    @Test func aClipThatIsMovedWhileItIsReadIsThereOrNotThere() async throws {
        try await withTemporaryFolder { root async throws in
            let store = ClipStore(root: root)
            _ = try publish("one", in: store)
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for _ in 0..<150 {
                        try store.remove(id)
                        try store.restore(id)
                    }
                }
                group.addTask {
                    for _ in 0..<20_000 {
                        do { _ = try store.sidecar(for: id) } catch LibraryError.notFound {}
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func saysWhyItCannotWrite() throws {
        try withTemporaryFolder { folder throws in
            let file = folder.appendingPathComponent("file")
            try Data("x".utf8).write(to: file)
            let library = file.appendingPathComponent("library")
            let error = #expect(throws: LibraryError.self) { try ClipStore(root: library).newWork() }
            guard case .cannotWrite(let path, "Not a directory") = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(path.hasPrefix(library.path))
        }
    }

    @Test func verifyFindsEveryKindOfDamage() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            var sidecar = Example.minimal
            for name in ["flipped", "gone", "cut"] {
                sidecar.outputs.append(.init(kind: .proxy, file: name, bytes: 5, sha256: sha256("clean")))
            }
            let work = try store.newWork(for: id)
            for name in ["flipped", "cut", "shots/stray"] { try write("clean", name, in: work.url) }
            try write("x", "source.mp4", in: work.url)
            sidecar.source.sha256 = sha256("x")
            try SidecarFile.write(sidecar, in: work.url)
            _ = try store.publish(work, as: id)

            try write("cleaN", "flipped", in: store.folder(of: id))
            try write("cle", "cut", in: store.folder(of: id))
            #expect(
                try store.verify(id) == [
                    .wrongContent(file: "flipped"), .missing(file: "gone"),
                    .wrongSize(file: "cut", expected: 5, actual: 3), .stray(file: "shots/stray"),
                ])
            try write("{", "clip.json", in: store.folder(of: id))
            #expect(try store.verify(id) == [.unreadableSidecar(reason: "not valid JSON")])
            sidecar.outputs[1].file = "../out"
            try SidecarFile.write(sidecar, in: store.folder(of: id))
            #expect(
                try store.verify(id) == [
                    .unreadableSidecar(reason: "outputs[1].file is no path of a file in the clip's folder")
                ])
        }
    }
}

/// Publishes `sidecar` with a source that holds `text`.
func publish(
    _ text: String, _ sidecar: Sidecar = Example.minimal, in store: ClipStore, replacing: Bool = false
) throws -> ClipStore.Publication {
    var sidecar = sidecar
    let work = try store.newWork(for: sidecar.id)
    try write(text, "source.mp4", in: work.url)
    sidecar.source.bytes = text.utf8.count
    sidecar.source.sha256 = sha256(text)
    try SidecarFile.write(sidecar, in: work.url)
    return try store.publish(work, as: sidecar.id, replacing: replacing)
}

private func content(in store: ClipStore) throws -> String {
    let file = store.folder(of: Example.minimal.id).appendingPathComponent("source.mp4")
    return try String(contentsOf: file, encoding: .utf8)
}

private func leftovers(in root: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(".work").path)
}

private func write(_ text: String, _ name: String, in folder: URL) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
}

/// The hash of `text` by way of a file.
private func sha256(_ text: String) -> SHA256Hex {
    try! withTemporaryFolder { folder in
        try write(text, "file", in: folder)
        return try FileHash.sha256(of: folder.appendingPathComponent("file")).sha256
    }
}
