/// Clips of other colours and light than BT.709's.
extension Clip {
    /// Colour bars of 75 % that are the same light in every one: BT.709, what others made of it with zimg, and what they say.
    public enum Bars: String, CaseIterable, Sendable {
        case bt709, bt2020, p3, pq, hlg
        /// PQ that says nothing of its light.
        case plainPQ

        /// The primaries, the curve and the matrix.
        public var tags: (primaries: String, transfer: String, matrix: String) {
            switch self {
            case .bt709: ("bt709", "bt709", "bt709")
            case .bt2020: ("bt2020", "bt2020-10", "bt2020nc")
            case .p3: ("smpte432", "bt709", "bt709")
            case .pq, .plainPQ: ("bt2020", "smpte2084", "bt2020nc")
            case .hlg: ("bt2020", "arib-std-b67", "bt2020nc")
            }
        }
    }

    /// What ``bars(_:)`` say of the display that they were graded on, in x265's words; of their light, that its brightest
    /// pixel has 1000 cd/m² and its brightest frame 400.
    public static let masteringDisplay = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)"

    /// Two seconds of bars at 24 a second, with a keyframe every second, in HEVC of 10 bits.
    public static func bars(_ kind: Bars, width: Int = 320, height: Int = 180) throws -> String {
        let (primaries, transfer, matrix) = kind.tags
        var parameters =
            "log-level=none:lossless=1:keyint=24:min-keyint=24:scenecut=0:open-gop=0:colorprim=\(primaries):transfer=\(transfer)"
            + ":colormatrix=\(matrix)"
        if kind == .pq || kind == .hlg {
            parameters += ":master-display=\(masteringDisplay):max-cll=1000,400"
        }
        return try made(
            "bars-\(kind)-\(width).mp4",
            ["-f", "lavfi", "-i", "smptehdbars=s=\(width)x\(height):r=24:d=2", "-vf", light(of: kind)]
                + ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"]
                + ["-x265-params", parameters])
    }

    /// BT.709's light as another kind has it: white of 203 cd/m² where light is absolute.
    private static func light(of kind: Bars) -> String {
        let (primaries, transfer, matrix) = kind.tags
        let known = "format=yuv444p10le,setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv"
        return switch kind {
        case .bt709: "\(known),format=yuv420p10le"
        // One curve for both ways: only the primaries change.
        case .bt2020, .p3:
            "\(known),zscale=p=\(primaries):t=bt709:m=\(matrix):r=tv,format=yuv420p10le,"
                + "setparams=colorspace=\(matrix):color_primaries=\(primaries):color_trc=\(transfer)"
        case .pq, .plainPQ, .hlg:
            "\(known),zscale=t=linear:npl=203,format=gbrpf32le,"
                + "zscale=p=\(primaries):t=\(transfer):npl=203:m=\(matrix):r=tv,format=yuv420p10le"
        }
    }
}
