internal import Foundation
internal import Render

/// What the one decode is to feed.
struct PassPlan: Sendable {
    /// Shots, black, frozen and held frames.
    var measuresPictures = true
    /// Loudness, peak and silence.
    var measuresSound = true
    /// Where candidates for stills are kept; `nil` keeps none and makes no sprite.
    var stillsFolder: URL?
    /// Proxies to write, and where.
    var proxies: [(settings: ProxySettings, path: String)] = []

    /// Whether anything needs the clip's sound.
    var wantsSound: Bool { measuresSound || !proxies.isEmpty }
}
