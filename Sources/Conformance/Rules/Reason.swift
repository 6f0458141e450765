/// Why a check could not be made, where several rules say the same.
enum Reason {
    static let noPicture = "The clip has no picture."
    static let soundUnknown = "Nobody looked whether the clip has sound."
}
