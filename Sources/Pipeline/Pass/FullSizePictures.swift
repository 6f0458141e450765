internal import Analysis
internal import Media
internal import Render

/// All that needs a frame in its own size: the reductions, and the looks at its detail. Nobody holds the frame afterwards.
///
/// `@unchecked Sendable`: used by the reducing thread alone until that has ended, and by its starter after.
final class FullSizePictures: @unchecked Sendable {
    private let reducer: Reducer
    /// One for each proxy that is larger than what everything shares.
    private let own: [Reducer?]
    private var looks: DetailLooks?

    /// What is made of a frame.
    struct Reduced: Sendable {
        let number: Int
        /// What everything shares.
        let common: VideoFrame
        /// For each proxy of the plan.
        let forProxies: [VideoFrame]
    }

    init(_ plan: PassPlan, of clip: ClipProbe) {
        reducer = Reducer(of: clip.video)
        own = plan.proxies.map { Self.ownReducer(for: $0.settings, of: clip) }
        looks = plan.measuresPictures ? DetailLooks(at: clip) : nil
    }

    func take(_ frame: VideoFrame, number: Int) throws -> Reduced {
        let common = try reducer.reduce(frame)
        let forProxies = try own.map { try $0?.reduce(frame) ?? common }
        try looks?.take(frame, number: number)
        return Reduced(number: number, common: common, forProxies: forProxies)
    }

    /// The size that the detail fills; `nil` when pictures are not measured.
    var trueResolution: TrueResolution? { looks?.trueResolution }

    /// The format in which a proxy's pictures come.
    static func format(for settings: ProxySettings, of clip: ClipProbe) -> PictureFormat {
        (ownReducer(for: settings, of: clip) ?? Reducer(of: clip.video)).format
    }

    /// A proxy that is larger than the common reduction, or has more light, is reduced from the frame itself.
    private static func ownReducer(for settings: ProxySettings, of clip: ClipProbe) -> Reducer? {
        let keepsLight = settings.keepsLight(of: clip.video)
        guard settings.isLargerThanReduction || keepsLight else { return nil }
        return Reducer(
            of: clip.video, maxWidth: settings.maxWidth, maxHeight: settings.maxHeight, keepsLight: keepsLight)
    }
}
