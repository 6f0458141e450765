/// Reads the pictures of a part of a clip, from the keyframe before it.
package struct FrameReader: ~Copyable {
    private let demuxer: Demuxer
    private var decoder: Decoder
    private let stream: Int
    private struct Enough: Error {}

    /// Opens the clip at `path`.
    package init(_ path: String) throws {
        let demuxer = try Demuxer(opening: path)
        guard let video = demuxer.video else { throw InputError(path: path, problem: .noVideo) }
        let decoder = try Decoder(for: video.index, of: demuxer)
        self.demuxer = demuxer
        self.decoder = decoder
        stream = video.index
    }

    /// Hands over pictures in display order until `body` answers `false` or the clip ends.
    ///
    /// - Parameter tick: reading starts at the last keyframe at or before it; `nil` reads from the
    ///   beginning. May be called once more for a later place.
    package mutating func read(from tick: Int?, each body: (VideoFrame) throws -> Bool) throws {
        if let tick {
            try demuxer.seek(stream: stream, to: tick)
            decoder.flush()
        }
        let packet = try Packet()
        let take = { (frame: VideoFrame) in
            guard try body(frame) else { throw Enough() }
        }
        do {
            while (try? demuxer.read(into: packet)) ?? false {
                if packet.streamIndex == stream { try decoder.decode(packet, each: take) }
            }
            try decoder.finish(each: take)
        } catch is Enough {}
    }
}
