internal import CFFmpeg

/// Reads the coded pictures of a stream more closely than its decoder does, where that takes much damage for legal.
enum PictureInspector {
    case avc(AVCInspector)
    case hevc(HEVCInspector)

    /// What is to be said of a picture.
    enum Finding {
        case whole
        /// It holds other data than was written.
        case damaged
        /// Pictures are missing before it that others are predicted from.
        case behindGap
        /// It is whole, but others are behind it in its packet, which lost their times with the beginnings of their own.
        case joined
    }

    /// Looks at the next packet of the stream, in the order of decoding.
    mutating func look(at packet: borrowing Packet) -> Finding {
        let finding: Finding
        switch self {
        case .avc(var inspector):
            finding = packet.withBytes { inspector.look(at: $0, isKey: packet.isKey, time: packet.pts) }
            self = .avc(inspector)
        case .hevc(var inspector):
            finding = packet.withBytes { inspector.isDamaged($0) } ? .damaged : .whole
            self = .hevc(inspector)
        }
        return finding
    }
}

extension Demuxer {
    /// An inspector of the clip's pictures; `nil` for other codecs than H.264 and HEVC.
    var pictureInspector: PictureInspector? {
        guard let structure = unitStructure else { return nil }
        return structure.isHEVC
            ? .hevc(HEVCInspector(structure, parameterSets)) : .avc(AVCInspector(structure, parameterSets))
    }
}
