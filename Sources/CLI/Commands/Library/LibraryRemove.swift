internal import ArgumentParser
internal import Foundation
internal import Library

extension LibraryCommand {
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move clips to the trash, with everything made of them.",
            discussion: """
                What is in the trash stays there, LIBRARY/trash/<id>, until it is restored or
                purged: see 'dailies library list --removed'. It does not come back by itself.
                A clip that is removed again, after it was made again, lies beside the first
                one, as <id>.2; the last one removed is the first that is restored.

                EXAMPLES:
                  dailies library remove 3fa9 7b1e
                  dailies library remove --purge 3fa9    for good, from the library or the trash
                  dailies library remove --empty-trash   all that was removed, for good
                """)
        @Flag(help: "Print one JSON document.") var json = false
        @Flag(help: "Delete for good; also clips that are in the trash already.") var purge = false
        @Flag(help: "Delete all that is in the trash for good.") var emptyTrash = false
        @OptionGroup var library: LibraryOption
        @Argument(help: "Clips, by id or its beginning.") var ids: [String] = []

        func validate() throws {
            if emptyTrash != ids.isEmpty {
                throw ValidationError(
                    emptyTrash ? "--empty-trash takes no ids." : "Missing expected argument '<ids> ...'")
            }
        }

        func run() throws {
            struct Removed: Encodable {
                let removed, purged: [String]
            }
            let store = ClipStore(root: library.folder)
            if emptyTrash {
                let purged = try store.removedIDs().map(\.text)
                let count = try store.emptyTrash()
                if json { return try Result.printJSON(Removed(removed: [], purged: purged)) }
                return Terminal.print("the trash is empty: \(count) clip\(count == 1 ? "" : "s") deleted")
            }
            // All are found before one is touched: a misspelt id removes nothing.
            let found = try ids.map { try find($0, store) }
            for (id, isInTrash) in found {
                if isInTrash {
                    try store.purgeRemoved(id)
                } else {
                    try purge ? store.purge(id) : store.remove(id)
                    try? Catalogue(of: store).refresh(id)
                }
                if !json { Terminal.print("\(purge ? "deleted" : "removed") \(id)") }
            }
            let names = found.map(\.id.text)
            if json { try Result.printJSON(Removed(removed: purge ? [] : names, purged: purge ? names : [])) }
        }

        private func find(_ text: String, _ store: ClipStore) throws -> (id: ClipID, isInTrash: Bool) {
            do { return (try store.resolve(text), false) } catch LibraryError.notFound where purge {
                return (try store.resolveRemoved(text), true)
            }
        }
    }

    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring removed clips back from the trash.",
            discussion: """
                EXAMPLES:
                  dailies library list --removed
                  dailies library restore 3fa9
                """)
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption
        @Argument(help: "Clips, by id or its beginning.") var ids: [String]

        func run() throws {
            let store = ClipStore(root: library.folder)
            let found = try ids.map { try store.resolveRemoved($0) }
            for id in found {
                try store.restore(id)
                try? Catalogue(of: store).refresh(id)
                if !json { Terminal.print("restored \(id)") }
            }
            if json { try Result.printJSON(["restored": found.map(\.text)]) }
        }
    }
}
