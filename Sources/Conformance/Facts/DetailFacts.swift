/// How fine the detail in a clip's pictures is.
package enum DetailFacts: Sendable, Equatable, Codable {
    /// It fills a picture of this size, turned upright; `confidence` is from 0 to 1.
    case size(FrameSize, confidence: Double)
    /// The pictures are too small to tell.
    case tooSmall
    /// Nothing in them is sharp or textured.
    case noDetail
    /// The finest detail is missing, as in a soft picture and in an enlarged one.
    case soft
}
