/// What is entered into the catalogue of a clip: its entry, and the words by which it is found.
struct CatalogueRecord: Sendable {
    let entry: CatalogueEntry
    let words: ClipWords

    init(_ sidecar: Sidecar) {
        entry = CatalogueEntry(sidecar)
        words = ClipWords(sidecar)
    }
}
