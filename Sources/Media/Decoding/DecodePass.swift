/// The one decode of a clip: every picture and every sound, once, in order.
package struct DecodePass: Sendable {
    /// What the decode saw that was not right.
    package struct Damage: Sendable, Equatable {
        /// Packets that a decoder refused.
        package var refusedPackets = 0
        /// Pictures of which a part had to be invented, and those that are predicted from one, by their numbers among those
        /// shown.
        package var damagedFrames: [Int] = []
        /// Packets whose bytes are not all there.
        package var damagedPackets = 0
        /// Why reading stopped before the end, if it did.
        package var readError: String?

        /// Nothing wrong.
        package init() {}
    }

    /// Which sound stream is decoded; `nil` for none.
    private let soundStream: Int?
    private let path: String
    private let deblocking: Decoder.Deblocking
    private let threads: Int
    private let known: StreamParameters?

    /// A pass over the clip at `path`; its sound, too, when a stream is named.
    ///
    /// - Parameters:
    ///   - known: what an earlier look into the clip told.
    ///   - threads: how many pictures are decoded at a time; 0 leaves it to FFmpeg.
    package init(
        _ path: String, knowing known: StreamParameters? = nil, soundStream: Int?,
        deblocking: Decoder.Deblocking = .all, threads: Int = 0
    ) {
        self.path = path
        self.known = known
        self.soundStream = soundStream
        self.deblocking = deblocking
        self.threads = threads
    }

    /// Runs the pass on this thread.
    ///
    /// - Parameters:
    ///   - picture: takes each shown picture in display order.
    ///   - sound: takes each block of sound in order.
    ///   - checkpoint: is called often while a clip that is damaged is looked at once more; throws to stop.
    /// - Returns: the damage that was met; none of it ends the pass.
    package func run(
        picture: (VideoFrame) throws -> Void, sound: (AudioFrame) throws -> Void = { _ in },
        checkpoint: () throws -> Void = {}
    ) throws -> Damage {
        let demuxer = try Demuxer(opening: path, knowing: known)
        guard let video = demuxer.video else { throw InputError(path: path, problem: .noVideo) }
        var pictures = try Decoder(
            for: video.index, of: demuxer, threads: threads, deblocking: deblocking, showsAlpha: true)
        var sounds: Decoder?
        if let soundStream { sounds = try Decoder(for: soundStream, of: demuxer, threads: 1) }
        let packet = try Packet()
        var damage = Damage()
        var ticks: [Int?] = []
        var isMarked = false
        let takePicture = { (frame: VideoFrame) in
            if frame.isDamaged { isMarked = true }
            ticks.append(frame.pts)
            try picture(frame)
        }
        while true {
            do {
                guard try demuxer.read(into: packet) else { break }
            } catch {
                damage.readError = error.reason
                break
            }
            if packet.isDamaged { damage.damagedPackets += 1 }
            if packet.streamIndex == video.index {
                try pictures.decode(packet, each: takePicture)
            } else if packet.streamIndex == soundStream {
                try sounds?.decode(packet, each: sound)
            }
        }
        try pictures.finish(each: takePicture)
        try sounds?.finish(each: sound)
        damage.refusedPackets = sounds?.refusedPackets ?? 0
        // What several threads tell of damage depends on their number; that there is any, they all tell.
        if isMarked || pictures.complaints > 0 || pictures.refusedPackets > 0 {
            let search = try DamageSearch(path, knowing: known, checkpoint: checkpoint)
            damage.damagedFrames = ticks.indices.filter { ticks[$0].map(search.ticks.contains) ?? false }
            damage.refusedPackets += search.refusedPackets + search.unplaced
        }
        return damage
    }
}
