import Foundation
import Library
import Testing

@Suite struct TrashTests {
    private let id = Example.minimal.id

    private func withClip(_ body: (ClipStore) throws -> Void) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            _ = try publish("one", in: store)
            try body(store)
        }
    }

    private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    @Test func aRemovedClipLiesInTheTrashAsItWas() throws {
        try withClip { store in
            let before = try store.verify(id)
            try store.remove(id)
            #expect(try store.ids() == [] && store.removedIDs() == [id] && !store.contains(id))
            #expect(try Catalogue(of: store).rebuild().clips == 0, "it does not come back")
            #expect(throws: LibraryError.notFound(id: id.text)) { try store.remove(id) }
            #expect(try store.restore(id).id == id)
            #expect(try store.ids() == [id] && store.removedIDs() == [] && store.verify(id) == before)
            #expect(throws: LibraryError.notFound(id: id.text)) { try store.restore(id) }
        }
    }

    @Test func oneThatWasMadeAgainIsNotReplaced() throws {
        try withClip { store in
            try store.remove(id)
            _ = try publish("two", in: store)
            #expect(throws: LibraryError.alreadyThere(id)) { try store.restore(id) }
            try store.remove(id)
            #expect(try store.removedIDs() == [id])
        }
    }

    @Test func oneThatIsRemovedAgainLiesBesideTheFirst() throws {
        try withClip { store in
            for group in ["first", "second", "third"] {
                _ = try publish(group, in: store, replacing: true)
                try store.update(id) { $0.group = group }
                try store.remove(id)
            }
            #expect(Set(try store.removedSidecars().sidecars.map(\.group)) == ["first", "second", "third"])
            for group in ["third", "second"] {
                #expect(try store.restore(id).group == group, "the last one removed comes first")
                try store.purge(id)
            }
            _ = try publish("fourth", in: store)
            try store.remove(id)
            #expect(try store.restore(id).group == nil)
            try store.remove(id)
            try store.purgeRemoved(id)
            #expect(try store.removedSidecars().sidecars == [] && store.removedIDs() == [])
        }
    }

    @Test func thePurgedIsGone() throws {
        try withClip { store in
            try store.remove(id)
            try store.purgeRemoved(id)
            #expect(try store.removedIDs() == [] && !exists(store.trashFolder(of: id)))
            #expect(throws: LibraryError.notFound(id: id.text)) { try store.purgeRemoved(id) }
            _ = try publish("two", in: store)
            try store.remove(id)
            #expect(try store.emptyTrash() == 1 && store.removedIDs() == [])
        }
    }

    private func write(_ text: String, _ name: String, in store: ClipStore) throws {
        let file = store.folder(of: id).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// The contents of all that was set aside.
    private func setAside(_ store: ClipStore) throws -> [String] {
        let shelves = store.root.appendingPathComponent("trash/strays")
        let files = FileManager.default.enumerator(at: shelves, includingPropertiesForKeys: [.isRegularFileKey])
        return try (files?.compactMap { $0 as? URL } ?? [])
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
            .map { try String(contentsOf: $0, encoding: .utf8) }.sorted()
    }

    @Test func straysAreSetAside() throws {
        try withClip { store in
            try write("mine", "my notes/ü.txt", in: store)
            #expect(try store.setAsideStrays(of: id) == ["my notes/ü.txt"])
            #expect(!exists(store.folder(of: id).appendingPathComponent("my notes/ü.txt")))
            let kept = store.root.appendingPathComponent("trash/strays/\(id.text)/my notes/ü.txt")
            #expect(try Data(contentsOf: kept) == Data("mine".utf8))
            #expect(try store.removedIDs() == [] && store.setAsideStrays(of: id) == [])
        }
    }

    @Test(arguments: [["n", "n/x"], ["n/x", "n"], ["n", "n"], ["n/x/y", "n/x", "n", "n/x/y", "n"]])
    func whatWasSetAsideBeforeIsNeverReplaced(_ names: [String]) throws {
        try withClip { store in
            for (number, name) in names.enumerated() {
                try write("note \(number)", name, in: store)
                #expect(try store.setAsideStrays(of: id) == [name])
                // What is left is an empty folder, in the way of a file of its name.
                try? FileManager.default.removeItem(at: store.folder(of: id).appendingPathComponent("n"))
            }
            #expect(try setAside(store) == names.indices.map { "note \($0)" })
        }
    }

    @Test func manyAtOnceSetAsideEveryStrayOnce() async throws {
        try await withTemporaryFolder { root async throws in
            let store = ClipStore(root: root)
            _ = try publish("one", in: store)
            try await withThrowingTaskGroup { group in
                for number in 0..<40 {
                    group.addTask {
                        // The folder may be swapped between its making and the file's.
                        while (try? write("note \(number)", "n\(number % 4)/\(number)", in: store)) == nil {}
                        try store.setAsideStrays(of: id)
                        if number % 5 == 0 { _ = try publish("\(number)", in: store, replacing: true) }
                    }
                }
                try await group.waitForAll()
            }
            try store.setAsideStrays(of: id)
            #expect(try setAside(store) == (0..<40).map { "note \($0)" }.sorted())
        }
    }

    @Test(arguments: [RenameMethod.flagged, .plain])
    func aClipThatIsMadeAgainLosesNoFileThatIsNotItsOwn(_ renaming: RenameMethod) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root, renaming: renaming)
            _ = try publish("one", in: store)
            try write("mine", "notes.txt", in: store)
            #expect(try publish("two", in: store, replacing: true) == .replaced(strays: ["notes.txt"]))
            #expect(try setAside(store) == ["mine"] && store.verify(id) == [])
            // Of one that cannot be read nobody knows what is whose.
            try write("{", "clip.json", in: store)
            try write("mine too", "thumbs/poster.jpg", in: store)
            let strays = ["clip.json", "source.mp4", "thumbs/poster.jpg"]
            #expect(try publish("three", in: store, replacing: true) == .replaced(strays: strays))
            #expect(try setAside(store) == ["mine", "mine too", "two", "{"] && store.verify(id) == [])
        }
    }

    @Test func theDiskIsCountedByKind() throws {
        try withClip { store in
            let folder = store.folder(of: id)
            for (path, size) in [("thumbs/a.jpg", 10), ("proxies/p.mp4", 200), ("other/x", 3), ("report.html", 40)] {
                let file = folder.appendingPathComponent(path)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(count: size).write(to: file)
            }
            let use = try DiskUse(of: store)
            #expect(use[.thumbnails].bytes == 10 && use[.proxies].bytes == 200 && use[.others].bytes == 3)
            #expect(use[.documents].bytes == 40 && use[.sidecars].files == 1 && use[.shots].files == 0)
            #expect(use.clips == 1 && use.removed == 0 && use[.trash].files == 0)
            let files = use.total.files
            try store.remove(id)
            let after = try DiskUse(of: store)
            #expect(
                after.clips == 0 && after.removed == 1 && after[.trash].files == files && after.total.files == files)
        }
    }

    @Test func aSidecarIsChangedInPlace() throws {
        try withClip { store in
            let before = try store.sidecar(for: id)
            let changed = try store.update(id) { $0.group = "spot" }
            #expect(try changed.group == "spot" && store.sidecar(for: id) == changed)
            #expect(try store.update(id) { _ in } == changed)
            #expect(try store.update(id) { $0.group = nil } == before)
            let names = { try FileManager.default.contentsOfDirectory(atPath: store.root.path + "/" + $0) }
            #expect(try names(".work") == [] && names("clips") == [id.text])
            try store.remove(id)
            #expect(throws: LibraryError.notFound(id: id.text)) { try store.update(id) { $0.group = "spot" } }
        }
    }

    @Test func changesOfOneSidecarComeOneAfterTheOther() async throws {
        try await withTemporaryFolder { root async throws in
            let store = ClipStore(root: root)
            _ = try publish("0", in: store)
            try await withThrowingTaskGroup { group in
                for number in 0..<60 {
                    group.addTask {
                        let mark = "\(number),"
                        if number % 6 == 0 {
                            // Made again meanwhile, with what has been written down so far.
                            let work = try store.newWork(for: id)
                            let old = try store.sidecar(for: id)
                            try Data("new".utf8).write(to: work.url.appendingPathComponent("source.mp4"))
                            try SidecarFile.write(old, in: work.url)
                            _ = try store.publish(work, as: id) { stored in
                                guard case .success(var new) = stored else { return .keep }
                                new.variant = (new.variant ?? "") + mark
                                return .replace(with: new)
                            }
                        } else {
                            try store.update(id) { $0.variant = ($0.variant ?? "") + mark }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let marks = try #require(try store.sidecar(for: id).variant).split(separator: ",").compactMap { Int($0) }
            #expect(marks.sorted() == Array(0..<60), "none is lost")
        }
    }

    @Test func aSidecarThatWasStagedByADeadRunIsSwept() throws {
        try withClip { store in
            let staged = store.root.appendingPathComponent("clips/.sidecar-\(id)")
            try Data("{".utf8).write(to: staged)
            #expect(try store.strangers() == [] && store.ids() == [id])
            try store.sweep()
            #expect(!exists(staged))
        }
    }
}
