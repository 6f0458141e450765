/// What the sound of a clip measures.
public struct SoundFacts: Sendable, Equatable {
    /// Integrated loudness by EBU R128 (ITU-R BS.1770) in LUFS; `nil` when all of it is below the gate.
    public let integratedLUFS: Double?
    /// Loudness range by EBU Tech 3342, in LU; `nil` when nothing passes the gate.
    public let rangeLU: Double?
    /// The loudest 400 ms by EBU R128, in LUFS; `nil` for a shorter clip and for silence.
    public let momentaryMaxLUFS: Double?
    /// The loudness of every 400 ms, a tenth of a second from one to the next, in LUFS; `nil` for silence. The first is of
    /// the first 400 ms.
    public let momentaryLUFS: [Double?]
    /// The highest true peak of any channel, in dB of full scale; `nil` for digital silence.
    public let truePeakDBTP: Double?
    /// Spans of at least half a second in which no sample passes -60 dB of full scale: sample numbers,
    /// half-open.
    public let silence: [Range<Int>]
    /// Clipping, gaps, offset and stereo.
    public let details: SampleFacts
    /// Samples of one channel.
    public let samples: Int

    /// Whether nothing at all is to be heard.
    public var isSilent: Bool { samples > 0 && silence == [0..<samples] }
}
