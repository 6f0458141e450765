package import Timing

/// The one decode of a clip: every picture and every sound, once, in order.
package struct DecodePass: Sendable {
    /// What the decode saw that was not right.
    package struct Damage: Sendable, Equatable {
        /// Packets that a decoder refused, and those of sound that it called damaged.
        package var refusedPackets = 0
        /// Pictures of which a part had to be invented, and those that are predicted from one, by their numbers among those
        /// shown. Of those that did not come out at all, the next one; behind the last one, the numbers that they would have.
        package var damagedFrames: [Int] = []
        /// When damaged pictures that did not come out would have been shown, in ticks.
        package var lostTicks: [Int] = []
        /// How many they are.
        package var lostFrames: Int { lostTicks.count }
        /// When sound is heard whose packets are damaged, in the container's time.
        package var damagedSound: [TimeRange] = []
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
    private let rigor: DecoderRigor

    /// A pass over the clip at `path`; its sound, too, when a stream is named.
    ///
    /// - Parameters:
    ///   - known: what an earlier look into the clip told.
    ///   - threads: how many pictures are decoded at a time; 0 leaves it to FFmpeg.
    ///   - rigor: whether damage that the usual decoders take for legal is looked for, which may take a second decode.
    package init(
        _ path: String, knowing known: StreamParameters? = nil, soundStream: Int?,
        deblocking: Decoder.Deblocking = .all, threads: Int = 0, rigor: DecoderRigor = .strict
    ) {
        self.path = path
        self.known = known
        self.soundStream = soundStream
        self.deblocking = deblocking
        self.threads = threads
        self.rigor = rigor
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
        var soundDamage: SoundDamage?
        if let soundStream {
            sounds = try Decoder(for: soundStream, of: demuxer, threads: 1)
            soundDamage = try SoundDamage(of: soundStream, demuxer, rigor)
        }
        let packet = try Packet()
        var damage = Damage()
        let inspection = rigor == .strict ? demuxer.pictureInspector.map(PictureInspection.init) : nil
        var pictureNumber = 0
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
                try inspection?.look(at: packet, number: pictureNumber)
                pictureNumber += 1
                try pictures.decode(packet, each: takePicture)
            } else if packet.streamIndex == soundStream {
                try sounds?.decode(packet, each: sound)
                try soundDamage?.look(
                    at: packet, complaints: sounds?.complaints.all ?? 0, refusedPackets: sounds?.refusedPackets ?? 0)
            }
        }
        try pictures.finish(each: takePicture)
        try sounds?.finish(each: sound)
        let found = inspection?.finish() ?? [:]
        damage.refusedPackets = soundDamage?.packets ?? 0
        damage.damagedSound = soundDamage?.places ?? []
        // What several threads tell of damage depends on their number; that there is any, they all tell. Some decoders do
        // not: there, another one looks.
        let isSuspect =
            isMarked || pictures.complaints.all > 0 || pictures.refusedPackets > 0 || !found.isEmpty
        if isSuspect || (rigor == .strict && demuxer.needsStrictDecoder(video.index)) {
            damage.add(
                try DamageSearch(path, knowing: known, found: found, checkpoint: checkpoint), shown: ticks)
        }
        return damage
    }
}

extension DecodePass.Damage {
    /// Takes over what a search found in the pictures, of which those came out that are shown at `ticks`.
    fileprivate mutating func add(_ search: borrowing DamageSearch, shown ticks: [Int?]) {
        var numbers = Set(ticks.indices.filter { ticks[$0].map(search.ticks.contains) ?? false })
        let lost = search.ticks.subtracting(ticks.compactMap(\.self)).sorted()
        // Pictures come in the order of their times, so one walk finds what is shown next for all.
        var next = 0
        for tick in lost {
            while next < ticks.count, ticks[next].map({ $0 < tick }) ?? true { next += 1 }
            // Behind the last one they count on, as if they had come out.
            numbers.insert(next < ticks.count ? next : max(ticks.count, (numbers.max() ?? 0) + 1))
        }
        lostTicks = lost
        damagedFrames = numbers.sorted()
        refusedPackets += search.refusedPackets + search.unplaced
    }
}
