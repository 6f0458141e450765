internal import ArgumentParser
internal import Foundation
internal import Library

extension LibraryCommand {
    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find clips by words of their prompts, shots and names, best match first.",
            discussion: """
                Every word has to be there, as the beginning of a word; capitals and accents
                make no difference.

                EXAMPLES:
                  dailies library search fox snow
                  dailies library search '"golden hour"' --verdict pass --json
                """)
        @Flag(help: "Print one JSON document.") var json = false
        @OptionGroup var library: LibraryOption
        @OptionGroup(title: "Which clips") var filter: FilterOptions
        @OptionGroup(title: "Order") var ordering: OrderingOptions
        @Argument(help: "The words.") var text: [String]

        func run() throws {
            var wanted = try filter.filter()
            wanted.words = (text + [wanted.words]).joined(separator: " ")
            let catalogue = Catalogue(of: ClipStore(root: library.folder))
            let matches = try catalogue.search(
                wanted, by: ordering.order(.relevance), limit: ordering.limit(usual: 50))
            let total = try catalogue.total(wanted).clips
            ClipTable(matches, total: total).print(isJSON: json, in: library.folder.relativePath)
        }
    }
}
