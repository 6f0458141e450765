package import Timing

/// What a clip is, as measured. What is not known is `nil`, and the checks that need it say so.
package struct Facts: Sendable, Equatable, Codable {
    /// FFmpeg's names for the container: one demuxer answers to several, such as "mov" and "mp4".
    package var containers: [String]?
    /// The length that the container declares.
    package var duration: MediaTime?
    /// The picture; `nil` when the clip has none.
    package var video: VideoFacts?
    /// The sound.
    package var sound: SoundFacts = .unknown
    /// How reading the whole clip went; `nil` when it was not read to its end.
    package var reading: ReadingFacts?
    /// When each shot begins that was found, the first one included.
    package var shotStarts: [MediaTime]?
    /// Those of them at which a title card or the like begins that stands for less than a second between two other shots.
    package var cardStarts: [MediaTime]?
    /// What the job cost, in the service's credits; `nil` where that is not known.
    package var chargedCredits: Int?
    /// What the decoded pictures show; `nil` when they were not looked at.
    package var pictures: PictureFacts?
    /// What was made of the clip; `nil` where nothing was to be made.
    package var outputs: OutputFacts?
    /// What the container says of itself.
    package var structure = StructureFacts()

    /// Facts about a clip of which nothing is known yet.
    package init() {}
}
