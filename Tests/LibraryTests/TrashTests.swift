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
            #expect(try store.removedIDs() == [id], "the newer one takes the older one's place")
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

    @Test func straysAreSetAside() throws {
        try withClip { store in
            let stray = store.folder(of: id).appendingPathComponent("my notes/ü.txt")
            try FileManager.default.createDirectory(
                at: stray.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("mine".utf8).write(to: stray)
            try store.setAside(strays: ["my notes/ü.txt", "gone"], of: id)
            #expect(!exists(stray))
            let kept = store.root.appendingPathComponent("trash/strays/\(id.text)/my notes/ü.txt")
            #expect(try Data(contentsOf: kept) == Data("mine".utf8))
            #expect(try store.removedIDs() == [])
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

    @Test func aSidecarIsRewrittenInPlace() throws {
        try withClip { store in
            var sidecar = try store.sidecar(for: id)
            sidecar.group = "spot"
            try store.rewrite(sidecar)
            #expect(try store.sidecar(for: id) == sidecar)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: store.root.appendingPathComponent(".work").path)
                    == [])
            try store.remove(id)
            #expect(throws: LibraryError.notFound(id: id.text)) { try store.rewrite(sidecar) }
        }
    }
}
