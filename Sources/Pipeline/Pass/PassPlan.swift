internal import Foundation
internal import Render

/// What the one decode is to feed.
struct PassPlan: Sendable {
    /// Shots, black, frozen and held frames.
    var measuresPictures = true
    /// Loudness, peak and silence.
    var measuresSound = true
    /// Where candidates for stills are kept; `nil` keeps none.
    var stillsFolder: URL?
    /// The longer side of a tile of the sprite; `nil` makes no sprite.
    var spriteSide: Int?
    /// Proxies to write, and where.
    var proxies: [(settings: ProxySettings, path: String)] = []

    /// Whether anything needs the clip's sound.
    var wantsSound: Bool { measuresSound || !proxies.isEmpty }
}
