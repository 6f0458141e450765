/// Which picture sizes an order accepts.
package enum SizeRule: Sendable, Equatable {
    /// One of these, or so near to one that it has its pixels: generators deliver 1284x716 for "720p".
    case nominal([FrameSize])
    /// One of these to the pixel.
    case exactly([FrameSize])

    /// The sizes that were named.
    package var sizes: [FrameSize] {
        switch self {
        case .nominal(let sizes), .exactly(let sizes): sizes
        }
    }
}
