/// What stands beside the clips for a moment, in the folder that names them, while a clip is changed; a run that dies
/// leaves it there, and the next sweep finishes or undoes the change.
enum Staged: String, CaseIterable {
    /// The old clip, while the new one moves in, where folders cannot be swapped at one instant.
    case replaced = ".replaced-"
    /// A sidecar that is written and has not taken the old one's place.
    case sidecar = ".sidecar-"

    /// The name of what is staged for a clip.
    func name(for id: ClipID) -> String { rawValue + id.text }

    /// What a name in the folder of clips stands for; `nil` where it is none of these.
    static func reading(_ name: String) -> (staged: Staged, id: ClipID)? {
        for staged in allCases where name.utf8.starts(with: staged.rawValue.utf8) {
            if let id = try? ClipID(validating: String(name.utf8.dropFirst(staged.rawValue.utf8.count)) ?? "") {
                return (staged, id)
            }
        }
        return nil
    }
}
