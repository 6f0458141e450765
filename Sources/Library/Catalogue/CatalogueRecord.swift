/// What is entered into the catalogue of a clip: its entry, the words by which it is found, and which version of the
/// sidecar says so.
struct CatalogueRecord: Sendable {
    let entry: CatalogueEntry
    let words: ClipWords
    /// The sidecar file's fingerprint.
    let sidecar: Int

    init(_ sidecar: Sidecar, fingerprint: Int) {
        entry = CatalogueEntry(sidecar)
        words = ClipWords(sidecar)
        self.sidecar = fingerprint
    }
}
