/// What one job may use before it is ended.
package struct JobLimits: Sendable, Equatable, Codable {
    /// How long it may take, in seconds.
    package var seconds = 3600.0
    /// How much memory it may have in use, in bytes.
    package var memory = 3 << 30
    /// How large a file it may write, in bytes.
    package var fileSize = 64 << 30

    package init() {}
}
