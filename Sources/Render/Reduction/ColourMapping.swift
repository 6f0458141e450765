internal import Media

/// How pictures of other light and colours than BT.709's become BT.709, with libavfilter's `zscale` (zimg) and `tonemap`.
///
/// High dynamic range: light of 203 cd/m², the white of graphics (ITU-R BT.2408), becomes the white of BT.709. Up to half of
/// that light stays as it is, the rest is rolled off up to the brightest light of the clip ("mobius"), in linear light and
/// in BT.709's primaries. Wide colours of standard range only have their primaries converted, in linear light; what BT.709
/// cannot show is clipped.
struct ColourMapping {
    /// What pictures have to be brought to first: full resolution of chroma, ten bits, and the source's own colours.
    let working: ColourTags
    /// The chain that does the rest.
    let filters: String

    static let workingLayout = PixelLayout.yuv444TenBit

    /// In cd/m².
    private static let white = 203.0
    /// What a clip is graded to when it does not say: most displays that are graded on.
    private static let usualPeak = 1000.0

    /// `nil` for what is BT.709, or near enough to be taken for it.
    init?(of video: VideoStreamInfo) {
        let colour = video.colour
        let isWide = colour.primaries.map { ["bt2020", "smpte431", "smpte432"].contains($0) } ?? false
        guard colour.isHighDynamicRange || isWide else { return nil }
        working = Self.limitedRange(of: video)
        let primaries = isWide ? colour.primaries! : "bt2020"
        let source = "pin=\(primaries):min=\(working.matrix!):rin=tv"
        let target = "p=bt709:t=bt709:m=bt709:r=tv"
        guard colour.isHighDynamicRange, let transfer = colour.transfer else {
            // One curve for both ways, so that gray stays as it is.
            filters = "zscale=\(source):tin=bt709:\(target),format=yuv420p"
            return
        }
        let peak = max(Self.white * 1.01, min(10_000, video.light?.peak ?? Self.usualPeak)) / Self.white
        filters = [
            "zscale=\(source):tin=\(transfer):t=linear:npl=\(Self.white)", "format=gbrpf32le",
            "zscale=pin=\(primaries):p=bt709", "tonemap=mobius:param=0.5:desat=0:peak=\(peak)",
            "zscale=\(target)", "format=yuv420p",
        ].joined(separator: ",")
    }

    /// The track's colours with limited numbers, and with a matrix that the scaler knows: one that is not said, or is none,
    /// is what players take it for.
    static func limitedRange(of video: VideoStreamInfo) -> ColourTags {
        let usual = video.width >= 1280 || video.height >= 720 ? "bt709" : "smpte170m"
        let isRGB = ["rgb", "gbr", "bgr"].contains { video.pixelFormat.contains($0) }
        let known = ["bt709", "smpte170m", "bt470bg", "smpte240m", "fcc", "bt2020nc"]
        let said = isRGB ? "bt709" : video.colour.matrix == "bt2020c" ? "bt2020nc" : video.colour.matrix ?? usual
        var colour = video.colour
        (colour.matrix, colour.range) = (known.contains(said) ? said : usual, "tv")
        return colour
    }
}
