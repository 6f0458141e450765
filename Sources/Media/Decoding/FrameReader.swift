/// Reads the pictures of a part of a clip, from the keyframe before it.
package struct FrameReader: ~Copyable {
    private let path: String
    private let stream: Int
    private var demuxer: Demuxer
    private var decoder: Decoder
    private var isAtStart = true
    private struct Enough: Error {}

    /// Opens the clip at `path`.
    package init(_ path: String) throws {
        let demuxer = try Demuxer(opening: path)
        guard let video = demuxer.video else { throw InputError(path: path, problem: .noVideo) }
        let decoder = try Decoder(for: video.index, of: demuxer)
        self.demuxer = demuxer
        self.decoder = decoder
        self.path = path
        stream = video.index
    }

    /// Hands over pictures in display order until `body` answers `false` or the clip ends.
    ///
    /// - Parameter tick: reading starts at a keyframe that is shown at or before it, and at the beginning
    ///   where the container cannot find one; `nil` reads from the beginning. May be called again for
    ///   another place.
    package mutating func read(from tick: Int?, each body: (VideoFrame) throws -> Bool) throws {
        let packet = try Packet()
        let take = { (frame: VideoFrame) in
            guard try body(frame) else { throw Enough() }
        }
        do {
            if let tick, try seek(to: tick, reading: packet) {
                try decoder.decode(packet, each: take)
            } else if !isAtStart {
                try rewind()
            }
            isAtStart = false
            while next(into: packet) { try decoder.decode(packet, each: take) }
            try decoder.finish(each: take)
        } catch is Enough {}
    }

    /// Goes to a keyframe at or before `tick` and reads it; `false` when the container led elsewhere. Those without
    /// an index look for decoding times, and may land after the keyframe or between two.
    private mutating func seek(to tick: Int, reading packet: borrowing Packet) throws -> Bool {
        isAtStart = false
        guard (try? demuxer.seek(stream: stream, to: tick)) != nil else { return false }
        decoder.flush()
        return next(into: packet) && packet.isKey && packet.pts.map { $0 <= tick } ?? false
    }

    /// Opens the clip anew: the one way back that every container has.
    private mutating func rewind() throws {
        demuxer = try Demuxer(opening: path)
        decoder.flush()
    }

    /// Reads the picture's next packet; `false` at the end and where the file cannot be read on.
    private func next(into packet: borrowing Packet) -> Bool {
        while (try? demuxer.read(into: packet)) ?? false {
            if packet.streamIndex == stream { return true }
        }
        return false
    }
}
