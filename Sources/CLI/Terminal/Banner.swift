internal import Pipeline

/// Who this program is.
enum Banner {
    static let version = Version.text
}
