internal import Media

/// Which kind of file holds a shot exactly.
enum SplitContainer {
    /// For a codec's packets; `nil` for codecs that neither kind takes.
    static func forCopying(_ codec: String, sound: [SoundTrack]) -> Muxer.Container? {
        switch codec {
        // FFmpeg's MP4 writer has no place for uncompressed sound.
        case "h264", "hevc", "mpeg4": forCoding(sound: sound)
        case "av1", "vp9": .mp4
        case "prores", "dnxhd", "mjpeg": .mov
        default: nil
        }
    }

    /// For pictures that are encoded.
    static func forCoding(sound: [SoundTrack]) -> Muxer.Container {
        sound.contains(where: \.isUncompressed) ? .mov : .mp4
    }
}
