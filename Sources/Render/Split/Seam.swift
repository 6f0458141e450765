internal import Media

/// What pictures of a second coder need to stand beside the source's in one track.
struct Seam {
    /// Ids for a coder that has none of its own to give; `nil` for x264, which is told one.
    let numbers: HEVCNumbers?
    /// Why a shot cannot be made of both, in words; `nil` where it can.
    let obstacle: String?
    /// What H.264's first sequence parameter set says.
    private let parameters: SequenceParameters?
    /// An id that no parameter set of the source has.
    private let id: Int?
    /// How many pictures the source decodes before one that is shown earlier.
    private let reordered: Int

    init(_ demuxer: borrowing Demuxer, _ table: PacketTable) {
        let sets = demuxer.parameterSets
        let parameters = sets?.parameters
        let taken = (sets?.ids ?? []).union(table.parameterSetIDs)
        let video = demuxer.video
        self.parameters = parameters
        // Numbers below 16 take up few bits, and no decoder is surprised by them.
        id = (1..<32).first { !taken.contains($0) }
        numbers = video?.codec == "hevc" ? HEVCNumbers(apartFrom: taken) : nil
        reordered = parameters?.reorderedPictures ?? Self.reordered(in: table)
        obstacle =
            switch video?.codec {
            case "h264": Self.obstacle(sets, parameters, id)
            case "hevc": Self.obstacle(sets, video!, numbers)
            default: "only H.264 and HEVC are cut inside their groups, not \(video?.codec ?? "nothing")"
            }
    }

    /// How the second coder works, at a rate factor.
    func coding(factor: Int) -> VideoCoding {
        guard let parameters, let id else { return ShotCoding.hevcSeam(reordered: reordered, factor: factor) }
        return ShotCoding.seam(beside: parameters, reordered: reordered, id: id, factor: factor)
    }

    private static func obstacle(_ sets: ParameterSets?, _ parameters: SequenceParameters?, _ id: Int?) -> String? {
        guard sets != nil, let parameters else { return "the file has no parameter sets in its header" }
        guard !parameters.isInterlaced else { return "the source is interlaced" }
        guard [66, 77, 100, 110, 122].contains(parameters.profile), parameters.lumaDepth == parameters.chromaDepth,
            parameters.chromaFormat > 0
        else { return "the source's profile is not one that x264 writes" }
        return id == nil ? "the source uses every id of parameter sets" : nil
    }

    private static func obstacle(_ sets: ParameterSets?, _ video: VideoStreamInfo, _ numbers: HEVCNumbers?) -> String? {
        guard sets?.fitsRecord ?? false else { return "the file has no parameter sets in its header" }
        guard !video.interlaced else { return "the source is interlaced" }
        guard ["Main", "Main 10"].contains(video.profile) else { return "the source's profile is not Main or Main 10" }
        return numbers == nil ? "the source uses every id of parameter sets" : nil
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
