package import Timing

extension Sidecar {
    /// A half-open run of frames, counted from 0 in display order, and the time it takes.
    package struct FrameSpan: Codable, Sendable, Equatable {
        /// The first frame of the run.
        package var startFrame: Int
        /// The first frame after the run.
        package var endFrame: Int
        /// When the run begins.
        package var start: MediaTime
        /// When the run is over.
        package var end: MediaTime

        /// The frames from `startFrame` up to, and without, `endFrame`.
        package init(startFrame: Int, endFrame: Int, start: MediaTime, end: MediaTime) {
            self.startFrame = startFrame
            self.endFrame = endFrame
            self.start = start
            self.end = end
        }
    }
}
