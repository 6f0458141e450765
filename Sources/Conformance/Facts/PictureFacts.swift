/// What the decoded pictures show, as measured.
package struct PictureFacts: Sendable, Equatable, Codable {
    /// How many frames were looked at.
    package var frames = 0
    /// Where nothing is to be seen but black.
    package var black: [Evidence] = []
    /// Where nothing is to be seen but white.
    package var white: [Evidence] = []
    /// Where nothing is to be seen but another single colour.
    package var oneColour: [Evidence] = []
    /// Where the picture stands still after it has moved until right before.
    package var frozen: [Evidence] = []
    /// Where the picture is a still scene.
    package var still: [Evidence] = []
    /// One or two frames that have nothing to do with those around them.
    package var flashes: [Evidence] = []
    /// Frames on which a fade goes through one colour.
    package var fades: [Evidence] = []
    /// Black bars inside the picture, in pixels of the picture as shown.
    package var borders = Borders()
    /// How evenly the motion advances; `nil` where there is not motion enough to tell.
    package var motion: MotionFacts?

    /// Black bars, in pixels.
    package struct Borders: Sendable, Equatable, Codable {
        package var top = 0, bottom = 0, left = 0, right = 0
        package init(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) {
            (self.top, self.bottom, self.left, self.right) = (top, bottom, left, right)
        }
    }

    /// Pictures of which nothing is known yet.
    package init() {}
}

/// How evenly a clip's motion advances, as measured.
package struct MotionFacts: Sendable, Equatable, Codable {
    /// Frames that repeat the one before while the picture moves around them.
    package var held: [Evidence] = []
    /// After how many frames a repeat comes again; `nil` where they come irregularly.
    package var heldPeriod: Int?
    /// Frames that are but mixes of their neighbours, where they come regularly.
    package var blended: [Evidence] = []
    /// Of how many frames one is such a mix, or all but one are.
    package var blendedPeriod: Int?
    /// Frames before which one is missing, where that is regular.
    package var skipped: [Evidence] = []
    package var skippedPeriod: Int?

    package init() {}
}
