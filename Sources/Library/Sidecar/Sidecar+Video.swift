package import Timing

extension Sidecar {
    /// A stream of pictures.
    package struct Video: Codable, Sendable, Equatable {
        /// The codec in FFmpeg's word, "h264".
        package var codec: String
        /// The codec's profile, "High".
        @Nullable package var profile: String?
        /// The codec's level as its standard writes it, "4.1".
        @Nullable package var level: String?
        /// Stored columns of pixels, before rotation.
        package var width: Int
        /// Stored rows of pixels, before rotation.
        package var height: Int
        /// A pixel's width to its height; `nil` where the file does not say.
        @Nullable package var sampleAspectRatio: Rational?
        /// How far a player turns the picture, in degrees clockwise: 0, 90, 180 or 270.
        package var rotation: Int
        /// Whether a player mirrors it, too; `nil` where it does not, and where nobody looked.
        package var mirrored: Bool?
        /// Frames a second, "60/1"; the average where it varies.
        @Nullable package var frameRate: Rational?
        /// Whether frames are unevenly spaced.
        package var variableFrameRate: Bool
        /// How many frames there are.
        @Nullable package var frames: Int?
        /// The layout of a pixel in FFmpeg's word, "yuv420p".
        @Nullable package var pixelFormat: String?
        /// Bits of one component.
        @Nullable package var bitDepth: Int?
        /// Whether it has alpha; `nil` where it has none, and where nobody looked.
        package var alpha: Bool?
        /// What the numbers of a pixel mean.
        package var colour: Colour
        /// What it says of its light; `nil` where it says nothing, and where nobody looked.
        package var light: Light?
        /// Bits a second.
        @Nullable package var bitRate: Int?
        /// From the first frame's start to the last frame's end.
        @Nullable package var duration: MediaTime?
        /// When the first frame is shown.
        @Nullable package var startTime: MediaTime?
        /// How many frames decode on their own.
        @Nullable package var keyframes: Int?
        /// The address of the first frame as the file writes it, "01:00:00:00"; `nil` where it has none, and where nobody
        /// looked.
        package var timecode: String?

        /// A stream of `width` by `height` pictures. What is not known stays `nil`.
        package init(
            codec: String, profile: String? = nil, level: String? = nil, width: Int, height: Int,
            sampleAspectRatio: Rational? = nil, rotation: Int = 0, mirrored: Bool? = nil, frameRate: Rational?,
            variableFrameRate: Bool = false, frames: Int? = nil, pixelFormat: String? = nil,
            bitDepth: Int? = nil, alpha: Bool? = nil, colour: Colour = Colour(), light: Light? = nil,
            bitRate: Int? = nil, duration: MediaTime? = nil, startTime: MediaTime? = nil, keyframes: Int? = nil,
            timecode: String? = nil
        ) {
            self.codec = codec
            self.profile = profile
            self.level = level
            self.width = width
            self.height = height
            self.sampleAspectRatio = sampleAspectRatio
            self.rotation = rotation
            self.mirrored = mirrored
            self.frameRate = frameRate
            self.variableFrameRate = variableFrameRate
            self.frames = frames
            self.pixelFormat = pixelFormat
            self.bitDepth = bitDepth
            self.alpha = alpha
            self.colour = colour
            self.light = light
            self.bitRate = bitRate
            self.duration = duration
            self.startTime = startTime
            self.keyframes = keyframes
            self.timecode = timecode
        }
    }
}
