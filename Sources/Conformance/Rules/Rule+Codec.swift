extension Rule {
    static let container = Rule("container.format", "the container is one of those ordered") { facts, order in
        named(order.containers, facts.containers, "container")
    }

    static let videoCodec = Rule("video.codec", "the picture's codec is one of those ordered") { facts, order in
        order.videoCodecs.flatMap { wanted in
            picture(facts, wanted.value) { named(wanted, $0.codec.map { [$0] }, "video codec") }
        }
    }

    static let pixelFormat = Rule("video.pixelFormat", "the pixel format is one of those ordered") { facts, order in
        order.pixelFormats.flatMap { wanted in
            picture(facts, wanted.value) { named(wanted, $0.pixelFormat.map { [$0] }, "pixel format") }
        }
    }

    static let bitDepth = Rule("video.bitDepth", "the picture has at least the bits a sample ordered") { facts, order in
        guard let wanted = order.minimumBitDepth else { return nil }
        let expected = "at least \(wanted.value) bits"
        guard let video = facts.video else { return .notEvaluated(expected, Reason.noPicture) }
        guard let bits = video.bitDepth else { return .notEvaluated(expected, "The bit depth is not known.") }
        guard bits < wanted.value else { return .pass(expected, "\(bits) bits", "The bit depth is as ordered.") }
        return .fail(
            expected, "\(bits) bits", "The picture has fewer bits a sample than \(wanted.origin.phrase) ordered.")
    }

    static let audioCodec = Rule("audio.codec", "the sound's codec is one of those ordered") { facts, order in
        guard let wanted = order.audioCodecs else { return nil }
        switch facts.sound {
        case .unknown: return .notEvaluated(Wording.anyOf(wanted.value), Reason.soundUnknown)
        case .absent: return .notEvaluated(Wording.anyOf(wanted.value), "The clip has no sound.")
        case .track(let track): return named(wanted, track.codec.map { [$0] }, "audio codec")
        }
    }

    /// What `find` says about the picture, if there is one.
    private static func picture(
        _ facts: Facts, _ wanted: [String], _ find: (VideoFacts) -> Finding?
    ) -> Finding? {
        guard let video = facts.video else { return .notEvaluated(Wording.anyOf(wanted), Reason.noPicture) }
        return find(video)
    }

    /// Whether one of the names that a thing goes by is one of those ordered.
    private static func named(
        _ wanted: Expectation<[String]>?, _ names: [String]?, _ thing: String
    ) -> Finding? {
        guard let wanted else { return nil }
        let expected = Wording.anyOf(wanted.value)
        guard let names, !names.isEmpty else { return .notEvaluated(expected, "The \(thing) is not known.") }
        if let name = names.first(where: wanted.value.contains) {
            return .pass(expected, name, "The \(thing) is one that was ordered.")
        }
        let actual = names.joined(separator: ", ")
        return .fail(
            expected, actual,
            "The \(thing) is \(actual), where \(wanted.origin.phrase) ordered \(expected); convert it.")
    }
}
