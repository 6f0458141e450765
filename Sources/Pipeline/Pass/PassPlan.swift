internal import Foundation
internal import Media
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

    /// Whether anybody will look at pictures that are made of the frames.
    private var showsPictures: Bool {
        !proxies.isEmpty || stillsFolder != nil || spriteSide != nil || keepsFrames
    }

    /// How the frames are decoded: a picture of a third of the size does not show the edges of blocks, and the small one of
    /// the detectors is smaller than that of any clip that has blocks to speak of.
    func deblocking(of video: VideoStreamInfo) -> Decoder.Deblocking {
        if proxies.contains(where: \.settings.isLargerThanReduction) { return .all }
        let size = PictureSize(displayOf: video)
        let shown =
            showsPictures
            ? size.fitting(maxWidth: Reducer.maxWidth, maxHeight: Reducer.maxHeight)
            : size.reduced(toArea: SmallPictures.area)
        return size.width >= 3 * shown.width && size.height >= 3 * shown.height ? .references : .all
    }

    /// Whether anything needs the clip's sound.
    var wantsSound: Bool { measuresSound || !proxies.isEmpty }
}
