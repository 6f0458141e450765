internal import Media

/// What of a clip has no place in a shot's file, though nothing is wrong with it.
struct LeftOut {
    /// In words, such as "alpha is left out: h264 has none".
    let words: [String]

    /// - Parameters:
    ///   - subtitles: all tracks of the clip.
    ///   - codec: of the file's pictures.
    init(_ video: VideoStreamInfo, _ subtitles: [SubtitleStreamInfo], codec: String, _ shot: ShotFile.Shot) {
        var words: [String] = []
        if video.hasAlpha, codec != "prores" {
            words.append(
                codec == video.codec
                    ? "alpha is left out: an .\(shot.container.rawValue) file has no place for that of \(codec)"
                    : "alpha is left out: \(codec) has none")
        }
        let kept = Set(shot.subtitles.map(\.info.index))
        let lost = subtitles.filter { !kept.contains($0.index) }.map(\.codec)
        if !lost.isEmpty {
            words.append(
                "subtitles (\(lost.joined(separator: ", "))) are left out: an .\(shot.container.rawValue) file has no place for them"
            )
        }
        self.words = words
    }
}
