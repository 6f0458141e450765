extension Sidecar {
    /// The program that made the sidecar.
    package struct Tool: Codable, Sendable, Equatable {
        /// The program's name, "dailies".
        package var name: String
        /// The program's version, "1.2.0".
        package var version: String
        /// The version of the FFmpeg libraries, "7.1.1".
        package var ffmpeg: String

        /// A program by name and version.
        package init(name: String = "dailies", version: String, ffmpeg: String) {
            self.name = name
            self.version = version
            self.ffmpeg = ffmpeg
        }
    }
}
