/// How loud the sound has to be, by EBU R128.
package struct LoudnessRule: Sendable, Equatable {
    /// Integrated loudness, in LUFS.
    package let target: Double
    /// How far from it will do, in LU.
    package let tolerance: Double

    package init(target: Double, tolerance: Double = 1) {
        self.target = target
        self.tolerance = tolerance
    }
}
