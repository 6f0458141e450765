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

    /// How closely damage is looked for: closely where all of the clip is judged. Who only wants shots, pictures or a proxy
    /// is told no damage, and does not wait for it.
    var rigor: DecoderRigor { measuresPictures && measuresSound ? .strict : .usual }

    /// Whether anybody will look at pictures that are made of the frames.
    private var showsPictures: Bool {
        !proxies.isEmpty || stillsFolder != nil || spriteSide != nil || keepsFrames
    }

    /// How the frames of a clip of this size are decoded: a picture of a third of the size does not show the edges of blocks.
    /// The detectors' small ones are so much smaller than those of a clip above 1080p that not even what adds up from one
    /// keyframe to the next moves a cut.
    func deblocking(of size: PictureSize) -> Decoder.Deblocking {
        if proxies.contains(where: \.settings.isLargerThanReduction) { return .all }
        let shown =
            showsPictures
            ? size.fitting(maxWidth: Reducer.maxWidth, maxHeight: Reducer.maxHeight)
            : size.reduced(toArea: SmallPictures.area)
        let isReduced = { (factor: Int) in size.width >= factor * shown.width && size.height >= factor * shown.height }
        // A look at the detail needs what others are predicted from as it is.
        if isReduced(14), !measuresPictures { return .none }
        return isReduced(3) ? .references : .all
    }

    /// Pictures that are decoded at a time, on so many cores. Each waits now and then for one that it is predicted from, and
    /// coders and detectors need a core now and then: two more than there are cores kept both of two busy to 1.90, and one
    /// more, as FFmpeg takes, to 1.83. Where no picture is shown there is memory for another two.
    func decodingThreads(cores: Int) -> Int { min(16, cores + (showsPictures ? 2 : 4)) }

    /// Threads of each proxy's coder, on so many cores; 0 leaves it to the coder. Where all proxies together have few of the
    /// source's pixels, its decoder takes the time, and more threads here only hold more pictures.
    func codingThreads(for size: PictureSize, cores: Int) -> Int {
        let pixels = proxies.map { proxy in
            let fitted = size.fitting(maxWidth: proxy.settings.maxWidth, maxHeight: proxy.settings.maxHeight)
            return fitted.width * fitted.height
        }
        return pixels.reduce(0, +) * 8 <= size.width * size.height ? max(1, cores / 2) : 0
    }

    /// Whether anything needs the clip's sound.
    var wantsSound: Bool { measuresSound || !proxies.isEmpty }
}
