import Foundation

/// Turns and mirrors that a track's header can ask players for, written into an MP4's `tkhd` box.
public enum DisplayMatrix: String, CaseIterable, Sendable {
    case none, clockwise, half, counterclockwise, mirrored, flipped, transposed, antitransposed

    /// a, b, c and d of ISO/IEC 14496-12: x' = a x + c y, y' = b x + d y.
    private var sides: [Int32] {
        switch self {
        case .none: [1, 0, 0, 1]
        case .clockwise: [0, 1, -1, 0]
        case .half: [-1, 0, 0, -1]
        case .counterclockwise: [0, -1, 1, 0]
        case .mirrored: [-1, 0, 0, 1]
        case .flipped: [1, 0, 0, -1]
        case .transposed: [0, 1, 1, 0]
        case .antitransposed: [0, -1, -1, 0]
        }
    }

    /// The MP4 `path` with this matrix on its first track.
    public func applied(to path: String, named name: String) throws -> String {
        try Clip.cached(name) { target in
            var data = try Data(contentsOf: URL(fileURLWithPath: path))
            guard let box = data.range(of: Data("tkhd".utf8)) else { throw CocoaError(.fileReadCorruptFile) }
            // Version 0: 40 bytes between the box's name and its matrix.
            let start = box.upperBound + 40
            for (index, value) in zip([0, 1, 3, 4], sides) {
                let fixed = UInt32(bitPattern: value << 16)
                let place = start + 4 * index
                data.replaceSubrange(place..<place + 4, with: withUnsafeBytes(of: fixed.bigEndian) { Data($0) })
            }
            try data.write(to: URL(fileURLWithPath: target))
        }
    }
}
