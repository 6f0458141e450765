package import Media
internal import Timing

/// How each shot becomes a file: by copying packets where that is exact, by encoding again only the pictures at
/// its ends where a group of pictures is cut, else by encoding all of it.
package struct CutPlan: Sendable, Equatable {
    /// What the user asked for.
    package enum Method: String, Sendable, CaseIterable {
        /// For each shot the way that encodes least and is exact.
        case auto
        /// Copy; where a cut is not on a keyframe, an edit list hides what comes before.
        case copy
        /// Copy, and encode again the ends that a cut runs through; or refuse.
        case smart
        /// Encode every shot.
        case encode
    }

    /// How one shot is made.
    package enum Way: String, Sendable {
        case copy, smart, encode
    }

    /// One shot and its way.
    package struct Cut: Sendable, Equatable {
        /// The shot's frames.
        package let frames: Range<Int>
        package let way: Way
        /// The packets to copy, in decoding order; `nil` when the shot is encoded.
        package let packets: Range<Int>?
        /// Frames before and after the copied ones, to be encoded again; empty for a copy.
        package let head: Range<Int>
        package let tail: Range<Int>
        /// Whether the copied packets show more than the shot, and an edit list has to hide the rest.
        package let hidesMore: Bool
        /// Why this way, in words.
        package let reason: String

        /// How many frames are encoded again.
        package var reencoded: Int { way == .encode ? frames.count : head.count + tail.count }
    }

    /// One for each shot, in order.
    package let cuts: [Cut]

    /// A plan for shots that lie in the clip, in order and without overlap.
    ///
    /// - Parameters:
    ///   - shots: ranges of frames in display order.
    ///   - table: the picture's packets.
    ///   - decodedFrames: how many frames the decoder gave; where packets and frames do not agree, a packet
    ///     cannot be named by its frame and everything is encoded.
    ///   - isCopyable: whether the codec may be copied into the shot's container.
    ///   - smartObstacle: why pictures of a second coder cannot stand beside the source's; `nil` where they can.
    package init(
        shots: [Range<Int>], table: PacketTable, decodedFrames: Int, isDamaged: Bool, isCopyable: Bool,
        smartObstacle: String? = nil, method: Method
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
        if let trouble {
            cuts = shots.map { Cut(encoding: $0, because: trouble) }
            return
        }
        let search = CutSearch(table: table, order: order)
        cuts = shots.map { frames in
            let exact = search.exactCopy(frames)
            if case .copy(let cut) = exact { return cut }
            guard case .obstacle(let why) = exact else { return Cut(encoding: frames, because: "") }
            if method == .copy { return search.hidingCopy(frames, why) }
            guard let smartObstacle else { return search.smart(frames, why) }
            return Cut(encoding: frames, because: "\(why), and \(smartObstacle)")
        }
    }
}

extension CutPlan.Cut {
    /// A shot that is encoded.
    init(encoding frames: Range<Int>, because reason: String) {
        self.init(
            frames: frames, way: .encode, packets: nil, head: frames.lowerBound..<frames.lowerBound,
            tail: frames.upperBound..<frames.upperBound, hidesMore: false, reason: reason)
    }

    /// A shot whose packets are copied.
    init(copying packets: Range<Int>, of frames: Range<Int>, hidesMore: Bool = false, because reason: String) {
        self.init(
            frames: frames, way: .copy, packets: packets, head: frames.lowerBound..<frames.lowerBound,
            tail: frames.upperBound..<frames.upperBound, hidesMore: hidesMore, reason: reason)
    }
}

extension PacketTable {
    /// For each shown frame in display order, the number of its packet in decoding order.
    package var displayOrder: [Int] {
        entries.indices.filter { !entries[$0].isHidden }
            .sorted { (entries[$0].pts, $0) < (entries[$1].pts, $1) }
    }
}
