package import Timing

extension Sidecar {
    /// One shot of the clip and what became of it.
    package struct Shot: Codable, Sendable, Equatable {
        /// How a shot begins.
        package enum Transition: String, Codable, Sendable, CaseIterable {
            /// The clip's first shot.
            case start
            /// From one frame to the next.
            case cut
            /// Both pictures are mixed for some frames.
            case dissolve
            /// Through black, white or another single colour.
            case fade
            /// An edge passes over the picture, with the new one behind it.
            case wipe
            /// The new picture moves in.
            case slide
        }

        /// How a shot's file was made.
        package enum Method: String, Codable, Sendable, CaseIterable {
            /// Packets were copied.
            case copy
            /// Packets were copied, and the groups of pictures that a cut runs through encoded again.
            case smart
            /// Every frame was encoded again.
            case encode
        }

        /// The number of the shot, from 1.
        package var index: Int
        /// The first frame of the shot, counted from 0 in display order.
        package var startFrame: Int
        /// The first frame after the shot.
        package var endFrame: Int
        /// When the shot begins.
        package var start: MediaTime
        /// When the shot is over.
        package var end: MediaTime
        /// How the shot begins: start (the clip's first), cut, dissolve, fade (through one colour), wipe (an edge passes over the
        /// picture) or slide (the new picture moves in).
        package var transition: Transition
        /// The first and last blended frame of a gradual transition; `nil` otherwise.
        @Nullable package var transitionFrames: ClosedRange<Int>?
        /// How sure it is that a shot begins here, from 0 to 1.
        package let confidence: Double
        /// What was ordered for this shot, without what in it may be secret.
        @Redacted package var prompt: String?
        /// The shot's own file, relative to the clip's folder, "shots/shot-01.mp4".
        @Nullable package var file: String?
        /// How that file was made.
        @Nullable package var method: Method?
        /// Why it was made that way, or why it could not be made.
        @Nullable package var methodReason: String?
        /// How many of its frames were encoded again; `nil` where no file was made.
        @Nullable package var reencodedFrames: Int?
        /// What reading that file back showed.
        @Nullable package var proof: Proof?
        /// The numbers of frames that its file does not have, because nothing decodes them; absent where it has all.
        package var missingFrames: [Int]?

        /// A shot; a confidence outside 0 to 1 is brought inside, and one that is no number becomes 0.
        package init(
            index: Int, startFrame: Int, endFrame: Int, start: MediaTime, end: MediaTime,
            transition: Transition, transitionFrames: ClosedRange<Int>? = nil, confidence: Double,
            prompt: String? = nil, file: String? = nil, method: Method? = nil, methodReason: String? = nil,
            reencodedFrames: Int? = nil, proof: Proof? = nil
        ) {
            self.index = index
            self.startFrame = startFrame
            self.endFrame = endFrame
            self.start = start
            self.end = end
            self.transition = transition
            self.transitionFrames = transitionFrames
            self.confidence = confidence.isNaN ? 0 : min(max(confidence, 0), 1)
            self.prompt = prompt
            self.file = file
            self.method = method
            self.methodReason = methodReason
            self.reencodedFrames = reencodedFrames
            self.proof = proof
        }
    }
}
