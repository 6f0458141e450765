package import Media
package import Timing

/// What a proxy has to be.
package struct ProxySettings: Sendable {
    /// A proxy that is a picture which moves.
    package struct Animation: Sendable, Equatable {
        /// Pictures a second, at the most.
        package var rate: Int
        /// How much of the clip's beginning it shows.
        package var seconds: Int

        package init(rate: Int, seconds: Int) {
            self.rate = rate
            self.seconds = seconds
        }
    }

    /// The preset's name, which the file carries: "proxy-720p".
    package var name: String
    /// Where the file goes, without its ending, in place of "proxies/proxy-NAME"; "{clip}" stands for the clip's name.
    package var place: String?
    /// The landscape box that the picture is fitted into, all of it, also where a part is cut out.
    package var maxWidth: Int
    package var maxHeight: Int
    /// The shape of the middle part that is kept, width against height; `nil` keeps all.
    package var crop: Rational?
    package var container: Muxer.Container
    package var video: VideoCoding
    /// Seconds from one keyframe to the next; `nil` leaves it to the coder.
    package var keyframeSeconds: Int?
    /// `nil` for a proxy with every picture.
    package var animation: Animation?
    package var layout: PixelLayout
    /// Whether pictures of high dynamic range stay so, in 10 bits; else they become BT.709.
    package var keepsDynamicRange = false
    /// `nil` for a proxy without sound.
    package var audio: AudioCoding?
    /// The address of the first frame, "01:00:00:00"; `nil` begins at zero.
    package var timecode: String?

    package init(
        name: String, maxWidth: Int, maxHeight: Int, container: Muxer.Container, video: VideoCoding,
        layout: PixelLayout, audio: AudioCoding?
    ) {
        self.name = name
        self.maxWidth = maxWidth
        self.maxHeight = maxHeight
        self.container = container
        self.video = video
        self.layout = layout
        self.audio = audio
    }

    /// Whether it keeps the light of a track's pictures.
    package func keepsLight(of video: VideoStreamInfo) -> Bool {
        keepsDynamicRange && video.colour.isHighDynamicRange
    }

    /// Whether it may be larger than the reduction that everything else shares.
    package var isLargerThanReduction: Bool { maxWidth > Reducer.maxWidth || maxHeight > Reducer.maxHeight }

    /// The file's name beside a clip of this name (without its ending): inside the clip's folder.
    package func file(for clip: String) -> String {
        let stem = place?.replacing("{clip}", with: clip) ?? "proxies/proxy-\(name)"
        return "\(stem).\(container.rawValue)"
    }
}
