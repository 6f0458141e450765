internal import Library

extension ClipProbe {
    /// What is known of how the clip was generated, by the record of its order or by its own marks.
    func generationMarks(_ generation: Sidecar.Generation?) -> GenerationMarks? {
        GenerationMarks(generation, Sidecar.Provenance(marks))
    }
}
