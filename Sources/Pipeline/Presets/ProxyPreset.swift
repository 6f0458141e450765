/// How a smaller copy is made, as a file under presets/proxies says it.
package struct ProxyPreset: Sendable, Equatable {
    /// The file's name without its ending.
    package let name: String
    /// One line for a list.
    package let description: String
    /// The box that the picture is fitted into, in pixels, each 16 to 8192. It is never enlarged. A portrait clip
    /// takes the box turned by a quarter.
    package let maxWidth, maxHeight: Int
    /// The kind of file.
    package let container: Container
    /// The picture.
    package let video: Video
    /// The sound.
    package let audio: Audio

    /// The kind of file, which is also its ending.
    package enum Container: String, Sendable, CaseIterable {
        case mp4, mov
    }

    /// How the picture is encoded.
    package enum Video: Sendable, Equatable {
        /// x264: quality is its CRF, 0 (lossless) to 51.
        case h264(quality: Double, speed: Speed)
        /// Apple ProRes 422 Proxy, 10 bits.
        case proresProxy
        /// Avid DNxHR LB, 8 bits.
        case dnxhrLB
    }

    /// x264's presets, fastest first, and one of our own.
    package enum Speed: String, Sendable, CaseIterable {
        case ultrafast, superfast
        /// As ``veryfast``, but motion is looked for in fewer places: two thirds of its time.
        case quick
        case veryfast, faster, fast, medium, slow, slower, veryslow
    }

    /// How the sound is encoded.
    package enum Audio: Sendable, Equatable {
        /// AAC at 32 to 512 kbit/s.
        case aac(kbitPerSecond: Int)
        /// Uncompressed, 16 bits.
        case pcm16
    }
}
