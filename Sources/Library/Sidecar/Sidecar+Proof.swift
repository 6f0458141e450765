extension Sidecar {
    /// What reading a shot's file back showed: that no frame was lost, doubled or spoilt.
    package struct Proof: Codable, Sendable, Equatable {
        /// How much of the file was read back.
        package enum Verification: String, Codable, Sendable, CaseIterable {
            /// Every packet, every time, and the frames that were encoded again.
            case packets
            /// The first and last group of pictures too.
            case ends
            /// Every picture.
            case full
        }

        /// A frame that was encoded again.
        package struct Reencoded: Codable, Sendable, Equatable {
            /// Its number in the clip.
            package var frame: Int
            /// Its likeness to the source's in dB; `nil` where every sample is the same.
            @Measured package var psnr: Double?

            /// A frame and how alike it is.
            package init(frame: Int, psnr: Double?) {
                self.frame = frame
                self.psnr = psnr
            }
        }

        /// Whether the file holds the shot, the whole shot and nothing but the shot.
        package var passed: Bool
        /// How much was read back.
        package var verification: Verification
        /// How many frames the shot has.
        package var expectedFrames: Int
        /// How many frames came out of the file.
        package var decodedFrames: Int
        /// How many packets, of pictures and of sound, are the source's byte for byte.
        package var copiedPackets: Int
        /// How many frames were decoded and held against the source's.
        package var comparedFrames: Int
        /// How many of them equal the source's frame pixel for pixel; `nil` where that was not compared.
        @Nullable package var identicalFrames: Int?
        /// The worst frame's likeness to the source's in dB; `nil` where all are identical or none was compared.
        @Measured package var minimumPSNR: Double?
        /// The frames that were encoded again, in order.
        package var reencoded: [Reencoded]

        /// The outcome of reading a file back.
        package init(
            passed: Bool, verification: Verification = .full, expectedFrames: Int, decodedFrames: Int,
            copiedPackets: Int = 0, comparedFrames: Int = 0, identicalFrames: Int? = nil, minimumPSNR: Double? = nil,
            reencoded: [Reencoded] = []
        ) {
            self.passed = passed
            self.verification = verification
            self.expectedFrames = expectedFrames
            self.decodedFrames = decodedFrames
            self.copiedPackets = copiedPackets
            self.comparedFrames = comparedFrames
            self.identicalFrames = identicalFrames
            self.minimumPSNR = minimumPSNR
            self.reencoded = reencoded
        }
    }
}
