/// Reads the pictures of a part of a clip, from the keyframe before it.
package struct FrameReader: ~Copyable {
    private let path: String
    private let known: StreamParameters?
    private let stream: Int
    private var demuxer: Demuxer
    private var decoder: Decoder
    private let packet: Packet
    private var isAtStart = true
    private var isAtEnd = false
    /// Pictures that came out of the decoder and were not asked for yet.
    private var ready: [VideoFrame] = []

    /// Opens the clip at `path`.
    ///
    /// - Parameters:
    ///   - known: what an earlier look into it found out.
    ///   - threads: how many pictures are decoded at a time; 0 takes one for each core. What comes out of damaged ones
    ///     depends on it, but for 1.
    package init(_ path: String, knowing known: StreamParameters? = nil, threads: Int = 0) throws {
        let demuxer = try Demuxer(opening: path, knowing: known)
        guard let video = demuxer.video else { throw InputError(path: path, problem: .noVideo) }
        let decoder = try Decoder(for: video.index, of: demuxer, threads: threads)
        packet = try Packet()
        self.demuxer = demuxer
        self.decoder = decoder
        self.path = path
        self.known = known
        stream = video.index
    }

    /// Packets that the decoder refused so far.
    package var refusedPackets: Int { decoder.refusedPackets }

    /// Goes to a part of the clip.
    ///
    /// - Parameter tick: reading starts at a keyframe that is shown at or before it, and at the beginning
    ///   where the container cannot find one; `nil` reads from the beginning.
    package mutating func start(from tick: Int?) throws {
        ready = []
        isAtEnd = false
        if let tick, try seek(to: tick) {
            try decode()
        } else if !isAtStart {
            try rewind()
        }
        isAtStart = false
    }

    /// The next picture in display order; `nil` at the end.
    package mutating func next() throws -> VideoFrame? {
        isAtStart = false
        while ready.isEmpty, !isAtEnd {
            if readPacket() {
                try decode()
            } else {
                isAtEnd = true
                var last: [VideoFrame] = []
                try decoder.finish { (frame: VideoFrame) in last.append(frame) }
                ready = last
            }
        }
        return ready.isEmpty ? nil : ready.removeFirst()
    }

    /// Hands over pictures in display order until `body` answers `false` or the clip ends. May be called again for
    /// another place.
    package mutating func read(from tick: Int?, each body: (VideoFrame) throws -> Bool) throws {
        try start(from: tick)
        while let frame = try next() {
            guard try body(frame) else { return }
        }
    }

    private mutating func decode() throws {
        var frames: [VideoFrame] = []
        try decoder.decode(packet) { (frame: VideoFrame) in frames.append(frame) }
        ready += frames
    }

    /// Goes to a keyframe at or before `tick` and reads it; `false` when the container led elsewhere. Those without
    /// an index look for decoding times, and may land after the keyframe or between two.
    private mutating func seek(to tick: Int) throws -> Bool {
        isAtStart = false
        guard (try? demuxer.seek(stream: stream, to: tick)) != nil else { return false }
        decoder.flush()
        return readPacket() && packet.isKey && packet.pts.map { $0 <= tick } ?? false
    }

    /// Opens the clip anew: the one way back that every container has.
    private mutating func rewind() throws {
        demuxer = try Demuxer(opening: path, knowing: known)
        decoder.flush()
    }

    /// Reads the picture's next packet; `false` at the end and where the file cannot be read on.
    private func readPacket() -> Bool {
        while (try? demuxer.read(into: packet)) ?? false {
            if packet.streamIndex == stream { return true }
        }
        return false
    }
}
