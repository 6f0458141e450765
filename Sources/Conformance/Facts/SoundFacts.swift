/// What is known about the sound of a clip.
package enum SoundFacts: Sendable, Equatable, Codable {
    /// Nobody looked.
    case unknown
    /// There is no sound track.
    case absent
    /// There is one; the first where there are several.
    case track(AudioFacts)
}
