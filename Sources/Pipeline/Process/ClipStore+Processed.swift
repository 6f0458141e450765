internal import Library

extension ClipStore {
    /// Publishes a clip that is made, and enters it into the catalogue.
    func publish(
        _ folder: ClipFolder, _ sidecar: Sidecar, as state: Processed.State, replacing: Bool, _ runner: StepRunner
    ) throws -> Processed {
        try runner.run(.publish) {
            let outcome = try publish(folder.work, as: sidecar.id, replacing: replacing)
            do {
                try Catalogue(of: self).upsert(sidecar)
            } catch {
                // The clip is safe, and the index is made again from the folders at any time.
                runner.warn("the catalogue was not updated: \(error); run dailies library rebuild")
            }
            return Processed(
                state: outcome == .alreadyThere ? .alreadyThere : state, sidecar: sidecar,
                folder: self.folder(of: sidecar.id))
        }
    }
}
