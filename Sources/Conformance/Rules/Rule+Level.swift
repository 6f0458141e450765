internal import Timing

extension Rule {
    static let level = Rule("video.level", "the level that the stream declares allows its size and rate") { facts, _ in
        guard let video = facts.video else { return nil }
        let expected = "a level that fits"
        guard let size = video.storedSize, let rate = video.frameRate else {
            return .notEvaluated(expected, "Size or frame rate are not known.")
        }
        guard let (limits, units) = LevelLimit.table(of: video.codec, for: size) else {
            return .notEvaluated(expected, "No table of levels is known for the codec.")
        }
        guard let declared = video.level, let limit = limits.first(where: { $0.level == declared }) else {
            return .notEvaluated(expected, "The stream declares no level of its standard.")
        }
        let needed = Double(units) * rate.double
        // Half a frame a second for rates that are averages.
        let slack = Double(units) / 2
        if units <= limit.picture, needed <= Double(limit.rate) + slack {
            return .pass(expected, declared, "Level \(declared) allows this size and rate.")
        }
        let least = limits.first { units <= $0.picture && needed <= Double($0.rate) + slack }
        return .warn(
            least.map { "at least level \($0.level)" } ?? "a smaller picture", "level \(declared)",
            "The stream declares a level that does not allow its size and rate; hardware players may refuse it.")
    }

    static let colour = Rule("video.colour", "colour tags agree with each other and with the picture") { facts, _ in
        guard let video = facts.video else { return nil }
        guard let size = video.storedSize else {
            return .notEvaluated("tags that agree", "Nothing is known of the picture.")
        }
        let tags = [video.primaries, video.transfer, video.matrix].map { $0 ?? "untagged" }.joined(separator: "/")
        let actual = tags + (video.range == "pc" ? ", full range" : "")
        let isHigh = video.transfer == "smpte2084" || video.transfer == "arib-std-b67"
        let isWide = video.primaries == "bt2020" || video.matrix?.hasPrefix("bt2020") == true
        let trouble: String? =
            if isHigh, (video.bitDepth ?? 8) < 10 {
                "Tagged as high dynamic range with 8 bits a sample: skies and skin will show bands"
            } else if isHigh != isWide, isHigh || video.transfer == "bt709", video.primaries != nil {
                "The tags mix BT.2020 with standard range or the reverse"
            } else if size.width * size.height >= 1280 * 720, ["smpte170m", "bt470bg"].contains(video.matrix) {
                "A high-definition picture tagged with the matrix of standard definition: colours shift in players that obey it"
            } else if video.range == "pc", video.matrix != "gbr" {
                "Full range, which many players and editors take for video range: blacks are crushed there"
            } else {
                nil
            }
        if let trouble { return .warn("tags that agree", actual, "\(trouble); check the colours.") }
        if video.primaries == nil, video.transfer == nil, video.matrix == nil {
            return .pass(
                nil, actual, "The colours are not tagged; players take them for BT.709, as this clip is taken here.")
        }
        return .pass("tags that agree", actual, "The colour tags agree with each other.")
    }
}
