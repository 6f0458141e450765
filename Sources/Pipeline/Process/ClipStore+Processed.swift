internal import Foundation
internal import Library

extension ClipStore {
    /// The clip that content of this hash is already; `nil` where it is none yet, and where one that cannot be read is to be
    /// made again. Throws ``LibraryError/otherSource(_:stored:given:)``, or why it cannot be read.
    func stored(_ content: Delivery.Identity, evenUnreadable isForced: Bool) throws -> Sidecar? {
        let stored: Sidecar
        do { stored = try sidecar(for: content.id) } catch LibraryError.notFound {
            return nil
        } catch {
            guard isForced else { throw UnreadableClip(id: content.id, reason: "\(error)") }
            return nil
        }
        guard stored.source.sha256 == content.sha256 else {
            throw LibraryError.otherSource(content.id, stored: stored.source.sha256, given: content.sha256)
        }
        return stored
    }

    /// Publishes a clip that is made, and enters it into the catalogue; `nil` where that would undo what somebody else did
    /// meanwhile: then what is there now is to be looked at.
    ///
    /// - Parameters:
    ///   - basis: what was there when the work began; `nil` for a new clip.
    ///   - isForced: whether a clip that cannot be read is replaced.
    func publish(
        _ folder: ClipFolder, _ sidecar: Sidecar, as state: Processed.State, over basis: Sidecar?, isForced: Bool,
        _ options: ProcessOptions, _ runner: StepRunner
    ) throws -> Processed? {
        try runner.run(.publish) {
            var published = sidecar
            let outcome = try publish(folder.work, as: sidecar.id) { stored in
                switch stored {
                case .success(let stored):
                    // It may have become another version of something while this was made, and remains that.
                    var unlabelled = stored
                    (unlabelled.group, unlabelled.variant) = (basis?.group, basis?.variant)
                    guard unlabelled == basis else { return .keep }
                    published.label(options, keeping: stored)
                case .failure(.notFound): break
                case .failure: guard isForced else { return .keep }
                }
                return .replace(with: published)
            }
            if outcome == .alreadyThere { return nil }
            if case .replaced(let strays) = outcome, !strays.isEmpty {
                runner.warn(
                    "moved to trash/strays/\(sidecar.id), as no sidecar lists it: \(strays.joined(separator: ", "))")
            }
            enter(sidecar.id)
            return Processed(state: state, sidecar: published, folder: self.folder(of: sidecar.id))
        }
    }

    /// A clip for which nothing is to be made. It becomes the version that was asked for, if it was another. `nil` where it
    /// is not the clip any more for which that is so.
    func label(_ stored: Sidecar, _ options: ProcessOptions, _ runner: StepRunner) throws -> Processed? {
        var wanted = stored
        wanted.label(options, keeping: stored)
        var labelled = stored
        if wanted != stored {
            do {
                labelled = try runner.run(.sidecar) {
                    try update(stored.id) { current in
                        if current.recipe == stored.recipe { current.label(options, keeping: current) }
                    }
                }
            } catch let error as PipelineError {
                guard case LibraryError.notFound = error.cause else { throw error }
                return nil
            }
            guard labelled.recipe == stored.recipe else { return nil }
            enter(stored.id)
        }
        return Processed(state: .alreadyThere, sidecar: labelled, folder: folder(of: stored.id))
    }

    /// Where that fails, the catalogue's next question enters it: the clip is safe, and there is nothing to be done.
    private func enter(_ id: ClipID) { try? Catalogue(of: self).refresh(id) }
}

extension Sidecar {
    /// Makes the clip the version that was asked for; what was not asked stays as it is in `other`.
    fileprivate mutating func label(_ options: ProcessOptions, keeping other: Sidecar) {
        group = options.group ?? other.group
        variant = options.variant ?? other.variant
    }
}

/// A stored clip whose sidecar cannot be read: what was ordered, and what was made of it, is not known.
struct UnreadableClip: Error, CustomStringConvertible {
    let id: ClipID
    let reason: String
    var description: String {
        "clip \(id) is in the library and cannot be read: \(reason); --force makes it anew, and moves what is there to the trash"
    }
}

/// A clip that others made again each time while it was made.
struct BusyClip: Error, CustomStringConvertible {
    let id: ClipID
    var description: String { "clip \(id) is made again by others all the time; try again when they are done" }
}
