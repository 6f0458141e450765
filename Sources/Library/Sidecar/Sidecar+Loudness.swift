extension Sidecar {
    /// Loudness by ITU-R BS.1770 and EBU R 128. A figure that silence makes infinite is `nil`.
    package struct Loudness: Codable, Sendable, Equatable {
        /// The loudness of the whole clip in LUFS.
        @Measured package var integratedLUFS: Double?
        /// The highest true peak of all channels in dBTP.
        @Measured package var truePeakDBTP: Double?
        /// The loudness range in LU.
        @Measured package var rangeLU: Double?

        /// Loudness; a figure that is not finite becomes `nil`.
        package init(integratedLUFS: Double?, truePeakDBTP: Double?, rangeLU: Double?) {
            self.integratedLUFS = integratedLUFS
            self.truePeakDBTP = truePeakDBTP
            self.rangeLU = rangeLU
        }
    }
}
