internal import ArgumentParser
internal import Library

/// The clips that a command is for: those that are named, else those that options choose.
struct ChosenClips: ParsableArguments {
    @OptionGroup(title: "Which clips") var filter: FilterOptions
    @OptionGroup(title: "Order") var ordering: OrderingOptions
    @Argument(help: "Clips, by id or its beginning, in this order; else by the options.") var ids: [String] = []

    func validate() throws {
        if !ids.isEmpty, try !filter.filter().isEmpty || ordering.sort != nil || ordering.limit != nil {
            throw ValidationError("clips are named by their ids or chosen by options, not both.")
        }
    }

    /// The clips of a library, in the order that was asked for, else that of their arrival.
    ///
    /// - Parameter isOldestFirst: whether the oldest comes first where no order was asked for.
    func entries(in store: ClipStore, isOldestFirst: Bool = false) throws -> [CatalogueEntry] {
        let catalogue = Catalogue(of: store)
        guard ids.isEmpty else {
            let known = Dictionary(uniqueKeysWithValues: try catalogue.list().map { ($0.id, $0) })
            return try ids.map { try store.resolve($0) }.map { try known[$0] ?? CatalogueEntry(store.sidecar(for: $0)) }
        }
        let order = try ordering.order(.added, isReversed: isOldestFirst)
        return try catalogue.list(filter.filter(), by: order, limit: ordering.limit())
    }
}
