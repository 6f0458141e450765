package import Media

/// Whole columns and rows of a picture.
package struct PictureSize: Sendable, Equatable {
    package let width: Int
    package let height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The size at which players show a track: square pixels, upright. A stretched picture is shrunk along
    /// one side, never enlarged along the other.
    package init(displayOf video: VideoStreamInfo) {
        let ratio = video.sampleAspectRatio.double
        let width = ratio < 1 ? Int((Double(video.width) * ratio).rounded()) : video.width
        let height = ratio > 1 ? Int((Double(video.height) / ratio).rounded()) : video.height
        let turned = video.rotation % 180 != 0
        self.width = max(1, turned ? height : width)
        self.height = max(1, turned ? width : height)
    }

    /// The largest size of the same aspect inside a box, never enlarged, both sides even and at least 2.
    ///
    /// The box is meant for landscape; a portrait picture gets it turned, so that "1280 by 720" makes
    /// 720 by 1280 of 2160 by 3840.
    package func fitting(maxWidth: Int, maxHeight: Int) -> PictureSize {
        let (long, short) = (max(maxWidth, maxHeight), min(maxWidth, maxHeight))
        let (boxWidth, boxHeight) = width >= height ? (long, short) : (short, long)
        let scale = min(1, Double(boxWidth) / Double(width), Double(boxHeight) / Double(height))
        return PictureSize(
            width: even(Double(width) * scale, atMost: min(width, boxWidth)),
            height: even(Double(height) * scale, atMost: min(height, boxHeight)))
    }

    /// The size of about `area` pixels with the same aspect, both sides even and at least 16: what
    /// detectors look at, at the same cost for every aspect.
    package func reduced(toArea area: Int) -> PictureSize {
        let wide = max(16, even((Double(area) * Double(width) / Double(height)).squareRoot()))
        let high = max(16, even(Double(area) / Double(wide)))
        // A ribbon of a picture would grow in area by its least height; its width gives way.
        return PictureSize(width: min(wide, max(16, even(Double(area) / Double(high)))), height: high)
    }
}

/// The nearest even number, at least 2.
private func even(_ value: Double, atMost limit: Int = .max) -> Int {
    max(2, min(Int((value / 2).rounded()) * 2, limit / 2 * 2))
}
