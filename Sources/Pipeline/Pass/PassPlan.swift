internal import Foundation
internal import Render
internal import Timing

/// What the one decode is to feed.
struct PassPlan: Sendable {
    /// Where the shots are.
    var findsShots = true
    /// Everything else that pictures tell: black, frozen and held frames, flashes, bars, detail.
    var measuresPictures = true
    /// When each scripted shot begins, the first one included; empty without a script.
    var scriptedStarts: [MediaTime] = []
    /// Whether a small picture of every frame is kept, for a plot.
    var keepsFrames = false
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
