internal import Media

/// What pictures of a second coder need to stand beside the source's in one track.
struct Seam {
    /// The parameter sets in the source's header.
    let source: ParameterSets?
    /// What the first of them says.
    let parameters: SequenceParameters?
    /// An id that no parameter set of the source has.
    let id: Int?
    /// How many pictures the source decodes before one that is shown earlier.
    let reordered: Int
    /// Why a shot cannot be made of both, in words; `nil` where it can.
    let obstacle: String?

    init(_ demuxer: borrowing Demuxer, _ table: PacketTable) {
        let sets = demuxer.parameterSets
        let parameters = sets?.parameters
        let taken = (sets?.ids ?? []).union(table.parameterSetIDs)
        source = sets
        self.parameters = parameters
        // Numbers below 16 take up few bits, and no decoder is surprised by them.
        id = (1..<32).first { !taken.contains($0) }
        reordered = parameters?.reorderedPictures ?? Self.reordered(in: table)
        let codec = demuxer.video?.codec ?? ""
        obstacle =
            if codec == "hevc" {
                "x265 gives its parameter sets no ids beside HEVC's own"
            } else if codec != "h264" {
                "only H.264 is cut inside its groups, not \(codec)"
            } else if sets == nil || parameters == nil {
                "the file has no parameter sets in its header"
            } else if parameters!.isInterlaced {
                "the source is interlaced"
            } else if ![66, 77, 100, 110, 122].contains(parameters!.profile)
                || parameters!.lumaDepth != parameters!.chromaDepth || parameters!.chromaFormat == 0
            {
                "the source's profile is not one that x264 writes"
            } else if id == nil {
                "the source uses every id of parameter sets"
            } else {
                nil
            }
    }

    /// How far pictures are shown from their place in decoding order.
    private static func reordered(in table: PacketTable) -> Int {
        let order = table.displayOrder
        var (place, most) = ([Int: Int](), 0)
        for (number, packet) in order.enumerated() { place[packet] = number }
        for packet in order { most = max(most, packet - (place[packet] ?? packet)) }
        return min(most, 16)
    }
}
