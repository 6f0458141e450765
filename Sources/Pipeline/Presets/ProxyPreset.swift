package import Timing

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
    /// The sound; `nil` for a picture that moves.
    package let audio: Audio?
    /// Where the file goes, without its ending; "{clip}" stands for the clip's name. `nil` for the usual place.
    package let file: String?
    /// The shape of the middle part that is kept, width against height; `nil` keeps all.
    package let crop: Rational?
    /// The address of the first frame; `nil` begins at zero.
    package let timecode: String?

    /// What becomes of pictures of high dynamic range.
    package let hdr: DynamicRange

    /// What becomes of pictures of high dynamic range.
    package enum DynamicRange: String, Sendable, CaseIterable {
        /// They become BT.709.
        case tonemap
        /// They stay what they are, in 10 bits.
        case keep
    }

    /// The kind of file, which is also its ending.
    package enum Container: String, Sendable, CaseIterable {
        case mp4, mov, webp
    }

    /// How the picture is encoded.
    package enum Video: Sendable, Equatable {
        /// x264: quality is its CRF, 0 (lossless) to 51; keyframes the seconds from one to the next, 1 to 60, or `nil`
        /// where the coder chooses.
        case h264(quality: Double, speed: Speed, keyframes: Int?)
        /// Apple ProRes 422 Proxy, 10 bits.
        case proresProxy
        /// Avid DNxHR LB, 8 bits.
        case dnxhrLB
        /// A WebP picture that moves: quality 0 to 100, pictures a second, seconds of the clip.
        case webp(quality: Int, rate: Int, seconds: Int)
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
