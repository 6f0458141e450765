extension Sidecar {
    /// What a stream of high dynamic range says of its light; `nil` where it does not say.
    package struct Light: Codable, Sendable, Equatable {
        /// The display that it was graded on (SMPTE ST 2086).
        package struct MasteringDisplay: Codable, Sendable, Equatable {
            /// Its colours as places in the CIE 1931 diagram, x and y.
            @Nullable package var red: [Double]?
            @Nullable package var green: [Double]?
            @Nullable package var blue: [Double]?
            @Nullable package var white: [Double]?
            /// Its darkest and its brightest light in cd/m².
            @Nullable package var minLuminance: Double?
            @Nullable package var maxLuminance: Double?

            package init(
                red: [Double]? = nil, green: [Double]? = nil, blue: [Double]? = nil, white: [Double]? = nil,
                minLuminance: Double? = nil, maxLuminance: Double? = nil
            ) {
                self.red = red
                self.green = green
                self.blue = blue
                self.white = white
                self.minLuminance = minLuminance
                self.maxLuminance = maxLuminance
            }
        }

        /// What Dolby Vision's configuration says.
        package struct DolbyVision: Codable, Sendable, Equatable {
            package var profile: Int
            package var level: Int
            /// What players without it take the pictures for: 1 is HDR10, 2 SDR, 4 HLG, 0 nothing.
            package var compatibility: Int

            package init(profile: Int, level: Int, compatibility: Int) {
                self.profile = profile
                self.level = level
                self.compatibility = compatibility
            }
        }

        @Nullable package var masteringDisplay: MasteringDisplay?
        /// The brightest pixel, and the mean of the brightest frame, in cd/m² (CTA-861.3).
        @Nullable package var maxCLL: Int?
        @Nullable package var maxFALL: Int?
        @Nullable package var dolbyVision: DolbyVision?

        package init(
            masteringDisplay: MasteringDisplay? = nil, maxCLL: Int? = nil, maxFALL: Int? = nil,
            dolbyVision: DolbyVision? = nil
        ) {
            self.masteringDisplay = masteringDisplay
            self.maxCLL = maxCLL
            self.maxFALL = maxFALL
            self.dolbyVision = dolbyVision
        }
    }
}
