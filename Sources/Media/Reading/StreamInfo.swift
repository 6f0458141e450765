package import Timing

/// A picture track as its container and parameter sets declare it; values only, copied out of FFmpeg.
package struct VideoStreamInfo: Sendable, Equatable {
    /// The stream's number in the file.
    package let index: Int
    /// FFmpeg's short name: "h264", "hevc", "prores".
    package let codec: String
    /// "High", "Main 10"; `nil` when the codec has none.
    package let profile: String?
    /// The codec's own number, such as 51 for H.264 level 5.1; `nil` when unknown.
    package let level: Int?
    /// The sample entry's four letters, "avc1"; `nil` when the container has none.
    package let codecTag: String?
    /// Coded columns and rows, before rotation.
    package let width: Int
    package let height: Int
    /// Width of a pixel against its height; 1/1 where none is given.
    package let sampleAspectRatio: Rational
    /// How far to turn the coded picture clockwise for display: 0, 90, 180 or 270 degrees.
    package let rotation: Int
    /// Whether the display matrix mirrors the picture as well.
    package let mirrored: Bool
    /// The average rate that the container declares; `nil` when it declares none.
    package let declaredFrameRate: Rational?
    /// Samples that the container declares; `nil` when it does not count them.
    package let declaredFrames: Int?
    /// "yuv420p", "yuv420p10le".
    package let pixelFormat: String
    /// Bits of a luma sample.
    package let bitDepth: Int
    /// Whether the pictures have alpha, among their samples or beside them.
    package let hasAlpha: Bool
    /// Colour tags.
    package let colour: ColourTags
    /// What is said of its light; `nil` for nothing.
    package internal(set) var light: LightMetadata?
    /// Where chroma lies between luma; `nil` where the stream says nothing.
    package let chromaPlace: ChromaPlace?
    /// Bits a second by the container; `nil` when unknown.
    package let bitRate: Int?
    /// Whether the stream is coded as fields.
    package let interlaced: Bool
    /// Ticks of the stream.
    package let timeBase: Rational
    /// Where the track begins on the container's clock.
    package let startTime: MediaTime?
    /// How long the track says it is.
    package let duration: MediaTime?
    /// ISO 639 code; `nil` when not said.
    package let language: String?
    /// The address of the first frame as the container writes it, "01:00:00:00"; `nil` when not said.
    package let timecode: String?
}

/// A sound track as its container declares it.
package struct AudioStreamInfo: Sendable, Equatable {
    /// The stream's number in the file.
    package let index: Int
    /// FFmpeg's short name: "aac".
    package let codec: String
    /// "LC"; `nil` when the codec has none.
    package let profile: String?
    /// Samples a second of one channel.
    package let sampleRate: Int
    package let channels: Int
    /// "stereo", "5.1".
    package let layout: String
    /// Bits a second; `nil` when unknown.
    package let bitRate: Int?
    /// Ticks of the stream.
    package let timeBase: Rational
    /// Where the track begins on the container's clock.
    package let startTime: MediaTime?
    /// How long the track says it is.
    package let duration: MediaTime?
    /// ISO 639 code; `nil` when not said.
    package let language: String?
    /// Whether this FFmpeg has a decoder for it.
    package let isDecodable: Bool
}

/// The four colour tags by FFmpeg's names; `nil` where the stream says nothing.
package struct ColourTags: Sendable, Equatable {
    /// "bt709", "bt2020".
    package var primaries: String?
    /// "bt709", "smpte2084" (PQ), "arib-std-b67" (HLG).
    package var transfer: String?
    /// "bt709", "smpte170m", "bt2020nc".
    package var matrix: String?
    /// "tv" (video) or "pc" (full).
    package var range: String?

    package init(primaries: String? = nil, transfer: String? = nil, matrix: String? = nil, range: String? = nil) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
        self.range = range
    }

    /// What proxies carry: ITU-R BT.709 throughout, video range.
    package static let bt709 = ColourTags(primaries: "bt709", transfer: "bt709", matrix: "bt709", range: "tv")

    /// Whether the picture is high dynamic range (PQ or HLG), which a matrix alone does not turn into BT.709.
    package var isHighDynamicRange: Bool { transfer == "smpte2084" || transfer == "arib-std-b67" }
}

/// What the container says of itself.
package struct ContainerInfo: Sendable, Equatable {
    /// FFmpeg's list of short names: "mov,mp4,m4a,3gp,3g2,mj2".
    package let format: String
    /// "QuickTime / MOV".
    package let formatName: String
    /// The brand of an MP4, "isom"; `nil` elsewhere.
    package let brand: String?
    /// Whole length by the container's own word.
    package let duration: MediaTime?
    /// Bits a second of everything.
    package let bitRate: Int?
    /// How many streams of any kind there are.
    package let streams: Int
    /// Container-wide tags, such as "comment" or "encoder".
    package let metadata: [String: String]
}
