package import Timing

/// What a stream of high dynamic range says of its light.
package struct LightMetadata: Sendable, Equatable {
    /// The display that it was graded on (SMPTE ST 2086).
    package struct MasteringDisplay: Sendable, Equatable {
        /// A place in the CIE 1931 diagram.
        package struct Chromaticity: Sendable, Equatable {
            package let x: Rational
            package let y: Rational
        }

        /// Its colours; `nil` where they are not said.
        package struct Colours: Sendable, Equatable {
            package let red: Chromaticity
            package let green: Chromaticity
            package let blue: Chromaticity
            package let white: Chromaticity
        }

        package let colours: Colours?
        /// Its darkest and its brightest light in cd/m²; `nil` where it is not said.
        package let luminance: (darkest: Rational, brightest: Rational)?

        package static func == (a: Self, b: Self) -> Bool {
            a.colours == b.colours && a.luminance?.darkest == b.luminance?.darkest
                && a.luminance?.brightest == b.luminance?.brightest
        }
    }

    /// The light of the clip itself (CTA-861.3), in cd/m².
    package struct ContentLevel: Sendable, Equatable {
        /// The brightest pixel: MaxCLL.
        package let brightestPixel: Int
        /// The mean of the brightest frame: MaxFALL.
        package let brightestFrame: Int
    }

    /// What Dolby Vision's configuration says.
    package struct DolbyVision: Sendable, Equatable {
        /// 5, 7, 8 and so on.
        package let profile: Int
        package let level: Int
        /// What players without it take the pictures for: 1 is HDR10, 2 SDR, 4 HLG, 0 nothing.
        package let compatibility: Int
    }

    package internal(set) var masteringDisplay: MasteringDisplay?
    package internal(set) var contentLevel: ContentLevel?
    package internal(set) var dolbyVision: DolbyVision?

    /// The brightest light that is to be expected, in cd/m²; `nil` where nothing tells.
    package var peak: Double? {
        if let level = contentLevel?.brightestPixel, level > 0 { return Double(level) }
        return (masteringDisplay?.luminance?.brightest.double).flatMap { $0 > 0 ? $0 : nil }
    }

    /// Whether nothing is said.
    package var isEmpty: Bool { self == LightMetadata() }

    package init() {}
}
