extension CutPlan {
    /// The same cuts, made so that they can stand in one file: it has one codec, and pictures of a second coder only
    /// where ``Seam`` lets them in.
    static func joined(_ cuts: [Cut], smartObstacle: String?) -> [Cut] {
        guard cuts.contains(where: { $0.way == .encode }), cuts.contains(where: { $0.way != .encode }) else {
            return cuts
        }
        return cuts.map { cut in
            if let smartObstacle {
                guard cut.way != .encode else { return cut }
                return Cut(encoding: cut.frames, because: "another part is encoded, and \(smartObstacle)")
            }
            return cut.way == .encode ? Cut(besideCopies: cut.frames, because: cut.reason) : cut
        }
    }
}

extension CutPlan.Cut {
    /// A run that is encoded whole beside others of which packets are copied.
    init(besideCopies frames: Range<Int>, because reason: String) {
        self.init(
            frames: frames, way: .smart, packets: nil, head: frames, tail: frames.upperBound..<frames.upperBound,
            hidesMore: false, reason: reason)
    }
}
