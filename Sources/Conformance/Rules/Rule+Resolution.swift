internal import Timing

extension Rule {
    /// Real deliveries vary around the nominal size with the same number of pixels: 1284x716 has 99.7 % of
    /// the pixels of 1280x720, 1980x1044 has 99.7 % of 1920x1080.
    private static let pixelTolerance = 0.04
    /// The least share of each nominal side: 1044 lines of 1080 are 96.7 %. Less shows as lost detail, however
    /// many pixels there are the other way.
    private static let sideTolerance = 0.05

    /// Compares the stored pixels, turned upright: a picture stretched by its pixel shape has no more detail.
    static let resolution = Rule("video.resolution", "width and height are those ordered") { facts, order in
        guard let wanted = order.size else { return nil }
        let expected = Wording.anyOf(wanted.value.sizes.map(\.description))
        guard let video = facts.video else { return .notEvaluated(expected, Reason.noPicture) }
        guard let size = video.uprightSize else {
            return .notEvaluated(expected, "The size of the picture is not known.")
        }
        let actual =
            if let shown = video.displaySize, shown != size { "\(size), shown as \(shown)" } else { "\(size)" }
        let ordered = "the \(expected) ordered by \(wanted.origin.phrase)"
        let fit = wanted.value.sizes.map { SizeFit(of: size, to: $0, near: wanted.value.acceptsNearby) }.min()
        switch fit {
        case .exact:
            return .pass(expected, actual, "The picture has the size that was ordered.")
        case .near:
            return .pass(
                expected, actual,
                "The picture is as good as \(expected): generated clips are often a few pixels off the nominal size.")
        case .larger:
            return .warn(expected, actual, "The picture is larger than \(ordered); scale it down to fit.")
        case .turned:
            return .fail(expected, actual, "The picture lies the other way round than \(ordered).")
        case .smaller, nil:
            return .fail(
                expected, actual, "The picture is smaller than \(ordered): ask for it again, or for the difference.")
        case .other:
            return .fail(expected, actual, "The picture is not \(ordered), which allows no other size.")
        }
    }

    /// How a size stands to one that was ordered, from best to worst.
    private enum SizeFit: Int, Comparable {
        case exact, near, larger, other, turned, smaller

        init(of size: FrameSize, to nominal: FrameSize, near allowed: Bool) {
            let pixels = Double(size.pixels) / Double(nominal.pixels)
            let side = min(
                Double(size.width) / Double(nominal.width), Double(size.height) / Double(nominal.height))
            let clearlySmaller = pixels < 1 - pixelTolerance || side < 1 - sideTolerance
            self =
                if size == nominal {
                    .exact
                } else if size == nominal.turned {
                    .turned
                } else if clearlySmaller {
                    .smaller
                } else if pixels > 1 + pixelTolerance {
                    allowed ? .larger : .other
                } else {
                    allowed ? .near : .other
                }
        }

        static func < (lhs: SizeFit, rhs: SizeFit) -> Bool { lhs.rawValue < rhs.rawValue }
    }
}

extension SizeRule {
    /// Whether a size near to a named one will do.
    fileprivate var acceptsNearby: Bool {
        switch self {
        case .nominal: true
        case .exactly: false
        }
    }
}
