internal import Analysis
internal import Media
internal import Render

/// Makes the small picture that all detectors share, from the reduced one.
///
/// A final class, used from one thread.
final class SmallPictures {
    private let scaler: Scaler
    /// What a 160x90 picture has; detectors cost the same for every clip.
    static let area = 14_400

    init(from reduced: PictureFormat) {
        let size = PictureSize(width: reduced.width, height: reduced.height).reduced(toArea: Self.area)
        scaler = Scaler(
            to: PictureFormat(width: size.width, height: size.height, colour: reduced.colour), filter: .mean)
    }

    func reduce(_ picture: VideoFrame) throws -> SmallPicture {
        let small = try scaler.scale(picture)
        return SmallPicture(
            width: small.width, height: small.height, luma: small.plane(0), cb: small.plane(1), cr: small.plane(2))
    }
}
