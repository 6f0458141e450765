package import Timing

extension Sidecar {
    /// What a file is, as its headers and the count of its packets say. `dailies probe --json` prints it.
    package struct Media: Codable, Sendable, Equatable {
        /// The file around the streams.
        package var container: Container
        /// The length of the longest stream.
        @Nullable package var duration: MediaTime?
        /// The picture.
        package var video: Video
        /// The sound; `nil` for a silent clip without a sound track.
        @Nullable package var audio: Audio?
        /// Its tracks of subtitles; `nil` where it has none, and where nobody looked.
        package var subtitles: [Subtitles]?
        /// What it says of where it comes from; `nil` where nobody looked.
        package var provenance: Provenance?

        /// A file with a picture and, perhaps, sound.
        package init(
            container: Container, duration: MediaTime?, video: Video, audio: Audio? = nil,
            subtitles: [Subtitles]? = nil, provenance: Provenance? = nil
        ) {
            self.container = container
            self.duration = duration
            self.video = video
            self.audio = audio
            self.subtitles = subtitles
            self.provenance = provenance
        }
    }
}
