/// The size that the detail in a clip's pictures fills, as far as it can be told.
///
/// What it cannot know: a scaler that invents detail, as networks do, leaves none of the traces that are looked for.
public enum TrueResolution: Sendable, Equatable {
    /// The detail fills a picture of this size, the clip's own or one of the steps below it: two thirds, half and a third
    /// of each side. `confidence` is from 0 to 1.
    case size(width: Int, height: Int, confidence: Double)
    /// It could not be told.
    case unknown(Reason)

    /// Why a size could not be told.
    public enum Reason: Sendable, Equatable {
        /// No frame was looked at, or the frames have too few pixels.
        case tooSmall
        /// Nothing in the frames is sharp or textured: fog, darkness, flat drawings.
        case noDetail
        /// The finest detail is missing, in a way that a soft picture and an enlarged one share.
        case soft
    }
}
