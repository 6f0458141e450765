/// The shots of the versions of one piece of work, the same shot of each beside the others.
///
/// Versions are made from one script, so the same number means the same shot; a version in which one was not delivered
/// has a gap at the end.
package struct GroupShots: Sendable {
    /// One shot of the work.
    package struct Row: Sendable {
        /// The shot's number, from 1.
        package let number: Int
        /// What it was to show, in the words of the first version that says so.
        package let prompt: String?
        /// The shot of each version; `nil` where a version has none of this number.
        package let shots: [Sidecar.Shot?]
    }

    /// In order; none where no version was cut into shots.
    package let rows: [Row]

    package init(_ versions: [Sidecar]) {
        let most = versions.map(\.shots.count).max() ?? 0
        rows = (0..<most).map { index in
            let shots = versions.map { $0.shots.indices.contains(index) ? $0.shots[index] : nil }
            return Row(number: index + 1, prompt: shots.compactMap { $0?.prompt }.first, shots: shots)
        }
    }
}

extension Sidecar {
    /// What a version is called: by its label, else by its name.
    package var versionName: String { variant ?? source.originalName ?? id.text }

    /// The still of a shot, as it is named in the clip's folder; `nil` where none was made.
    package func still(of shot: Shot) -> String? {
        let stills = outputs.filter { $0.kind == .thumbnail }
        guard stills.count == shots.count, stills.indices.contains(shot.index - 1) else { return nil }
        let still = stills[shot.index - 1]
        return still.failure == nil ? still.file : nil
    }
}
