package import Media
internal import Timing

/// How each shot becomes a file: by copying packets where that is exact, else by encoding.
package struct CutPlan: Sendable, Equatable {
    /// What the user asked for.
    package enum Method: String, Sendable, CaseIterable {
        /// Copy where it is exact, encode where it is not.
        case auto
        /// Copy, or refuse.
        case copy
        /// Encode every shot.
        case encode
    }

    /// One shot and its way.
    package struct Cut: Sendable, Equatable {
        /// The shot's frames.
        package let frames: Range<Int>
        /// The packets to copy, in decoding order; `nil` when the shot is encoded.
        package let packets: Range<Int>?
        /// Why this way, in words.
        package let reason: String
    }

    /// One for each shot, in order.
    package let cuts: [Cut]

    /// A plan for shots that tile the clip's frames.
    ///
    /// - Parameters:
    ///   - shots: ranges of frames in display order.
    ///   - table: the picture's packets.
    ///   - decodedFrames: how many frames the decoder gave; where packets and frames do not agree, a packet
    ///     cannot be named by its frame and everything is encoded.
    ///   - isCopyable: whether the codec may be copied into the shot's container.
    package init(
        shots: [Range<Int>], table: PacketTable, decodedFrames: Int, isDamaged: Bool, isCopyable: Bool, method: Method
    ) {
        let order = table.displayOrder
        let trouble: String? =
            if method == .encode {
                "asked for"
            } else if !isCopyable {
                "the codec has no place in an MP4 or QuickTime file"
            } else if !table.hasTimes {
                "the container does not say when its pictures are shown"
            } else if isDamaged || order.count != decodedFrames {
                "the source is damaged: its packets and its frames do not match"
            } else {
                nil
            }
        cuts = shots.map { frames in
            if let trouble { return Cut(frames: frames, packets: nil, reason: trouble) }
            return Self.cut(frames, order, table)
        }
    }

    /// Copies are exact when the shot's packets lie together in decoding order and begin with a picture
    /// that needs nothing before it: all they refer to is then inside.
    private static func cut(_ frames: Range<Int>, _ order: [Int], _ table: PacketTable) -> Cut {
        let packets = order[frames]
        let (low, high) = (packets.min()!, packets.max()!)
        guard low == order[frames.lowerBound], table.entries[low].isCleanStart else {
            return Cut(frames: frames, packets: nil, reason: "the first frame is not an IDR picture")
        }
        guard high - low + 1 == frames.count else {
            return Cut(
                frames: frames, packets: nil, reason: "the last frames need pictures of the next shot to decode")
        }
        return Cut(frames: frames, packets: low..<(high + 1), reason: "begins on an IDR picture")
    }
}

extension PacketTable {
    /// For each shown frame in display order, the number of its packet in decoding order.
    package var displayOrder: [Int] {
        entries.indices.filter { !entries[$0].isHidden }
            .sorted { (entries[$0].pts, $0) < (entries[$1].pts, $1) }
    }
}
