internal import Media

/// Tells how alike a shot's picture and the source's are.
struct PictureComparison {
    private var scaler: (format: PictureFormat, scaler: Scaler)?

    /// In dB; infinite where every sample is the same. A source's picture of another layout or size is brought to the
    /// coded one's first, as the coder did.
    mutating func compare(_ copy: VideoFrame, with original: VideoFrame) throws -> Double {
        if let likeness = copy.peakSignalToNoise(original) { return likeness }
        guard let layout = PixelLayout(rawValue: copy.plainFormat) else { return 0 }
        let format = PictureFormat(width: copy.width, height: copy.height, layout: layout, colour: copy.colour)
        if scaler?.format != format { scaler = (format, Scaler(to: format, filter: .bicubic)) }
        return copy.peakSignalToNoise(try scaler!.scaler.scale(original)) ?? 0
    }
}
