internal import Library

extension ClipStore {
    /// Publishes a clip that is made, and enters it into the catalogue.
    func publish(
        _ folder: ClipFolder, _ sidecar: Sidecar, as state: Processed.State, replacing: Bool, _ runner: StepRunner
    ) throws -> Processed {
        try runner.run(.publish) {
            let outcome = try publish(folder.work, as: sidecar.id, replacing: replacing)
            enter(sidecar, runner)
            return Processed(
                state: outcome == .alreadyThere ? .alreadyThere : state, sidecar: sidecar,
                folder: self.folder(of: sidecar.id))
        }
    }

    /// A clip for which nothing is to be made. It becomes the version that was asked for, if it was another.
    func label(_ stored: Sidecar, _ options: ProcessOptions, _ runner: StepRunner) throws -> Processed {
        var sidecar = stored
        sidecar.group = options.group ?? stored.group
        sidecar.variant = options.variant ?? stored.variant
        if sidecar != stored {
            try runner.run(.sidecar) {
                try rewrite(sidecar)
                enter(sidecar, runner)
            }
        }
        return Processed(state: .alreadyThere, sidecar: sidecar, folder: folder(of: sidecar.id))
    }

    private func enter(_ sidecar: Sidecar, _ runner: StepRunner) {
        do {
            try Catalogue(of: self).upsert(sidecar)
        } catch {
            // The clip is safe, and the index is made again from the folders at any time.
            runner.warn("the catalogue was not updated: \(error); run dailies library rebuild")
        }
    }
}
