internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline

extension LibraryCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the clips, newest first.",
            discussion: """
                EXAMPLES:
                  dailies library list
                  dailies library list --verdict warn --verdict fail --model 'kling*'
                  dailies library list --from 2026-11-01 --to 2026-11-07 --sort duration --limit 20
                  dailies library list --min-bytes 500MB --size 3840x2160
                  dailies library list --group 'winter spot' --sort group
                  dailies library list --removed
                """)
        @Flag(help: "Print one JSON document.") var json = false
        @Flag(help: "List the clips in the trash instead, all of them.") var removed = false
        @OptionGroup var library: LibraryOption
        @OptionGroup(title: "Which clips") var filter: FilterOptions
        @OptionGroup(title: "Order") var ordering: OrderingOptions

        func run() throws {
            let store = ClipStore(root: library.folder)
            if removed { return try ClipTable(listRemoved(store)).print(isJSON: json, in: "the trash") }
            let limit = ordering.limit()
            let (wanted, order) = (try filter.filter(), try ordering.order(.added))
            let catalogue = Catalogue(of: store)
            defer { tellUnreadable(store, catalogue) }
            guard let limit else {
                let entries = try catalogue.list(wanted, by: order)
                return ClipTable(entries).print(isJSON: json, in: library.folder.relativePath)
            }
            let (entries, total) = try catalogue.part(wanted, by: order, limit: limit, offset: 0)
            ClipTable(entries, total: total).print(isJSON: json, in: library.folder.relativePath)
        }

        /// Names the clips that no list can show, because their sidecars cannot be read.
        private func tellUnreadable(_ store: ClipStore, _ catalogue: Catalogue) {
            // Clips are counted first, since hardly ever is one unreadable.
            guard let ids = try? store.ids(), let total = try? catalogue.total().clips, total < ids.count,
                let listed = try? Set(catalogue.list().map(\.id))
            else { return }
            let reasons = ids.lazy.filter { !listed.contains($0) }.compactMap { id -> String? in
                do throws(LibraryError) {
                    _ = try store.sidecar(for: id)
                    return nil
                } catch { return "not listed: \(id): \(error.reason)" }
            }
            for reason in reasons.prefix(Self.mostUnreadable) { Terminal.error(reason) }
            let rest = ids.count - total - Self.mostUnreadable
            if rest > 0 { Terminal.error("\(rest) more clips are not listed; dailies library verify says why") }
        }

        private static let mostUnreadable = 10

        private func listRemoved(_ store: ClipStore) throws -> [CatalogueEntry] {
            try store.removedSidecars().sidecars.map { CatalogueEntry($0) }
                .sorted { ($1.added, $0.id) < ($0.added, $1.id) }
        }
    }
}
