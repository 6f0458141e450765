/// What the numbers of a picture mean as light.
package enum DynamicRange: String, Sendable, Equatable, CaseIterable {
    /// Standard range: BT.709 and its kin.
    case sdr
    /// Absolute light by SMPTE ST 2084, as HDR10 has it.
    case pq
    /// Hybrid log-gamma by ARIB STD-B67, as broadcasters have it.
    case hlg

    /// What a stream with this transfer curve, by FFmpeg's name, is.
    init(transfer: String?) {
        switch transfer {
        case "smpte2084": self = .pq
        case "arib-std-b67": self = .hlg
        default: self = .sdr
        }
    }

    /// For messages.
    var words: String {
        switch self {
        case .sdr: "standard range"
        case .pq: "PQ"
        case .hlg: "HLG"
        }
    }
}
