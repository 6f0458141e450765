internal import Media

/// How a track of sound gets into a file.
enum SoundWay {
    /// Packets as they are, trimmed by the edit list.
    case copied(CopiedSound)
    /// Uncompressed samples, cut between any two.
    case cut
    /// Decoded and coded anew.
    case coded

    /// `nil` for sound that this FFmpeg can neither copy nor decode.
    ///
    /// - Parameters:
    ///   - isJoined: whether the file holds more than one run of frames. Packets last longer than a frame's distance from
    ///     the next packet: behind a joint they would sound too early or too late, and click.
    ///   - isDamaged: whether its packets cannot be copied, though a decoder makes something of them.
    init?(_ track: SoundTrack, in container: Muxer.Container, isJoined: Bool, isDamaged: Bool) {
        if isDamaged, track.info.isDecodable {
            self = .coded
        } else if !isJoined, let sound = CopiedSound(track) {
            self = .copied(sound)
        } else if track.isUncompressed, container == .mov {
            self = .cut
        } else if track.info.isDecodable {
            self = .coded
        } else {
            return nil
        }
    }

    /// The tracks that sound in a file, each with its way: an MP4 has no place for one without a sample.
    static func all(_ tracks: [SoundTrack], _ spans: [Span], in container: Muxer.Container, isDamaged: Bool)
        -> [(track: SoundTrack, way: SoundWay)]
    {
        tracks.filter { track in
            spans.contains {
                let samples = $0.samples(of: track)
                return track.sounds(from: samples.lowerBound, to: samples.upperBound)
            }
        }.compactMap { track in
            SoundWay(track, in: container, isJoined: spans.count > 1, isDamaged: isDamaged).map { (track, $0) }
        }
    }
}
