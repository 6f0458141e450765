/// This program's version, by semantic versioning.
package enum Version {
    package static let text = "0.1.0"
    /// Program and version, for the metadata of files.
    static let tool = "dailies \(text)"
}
