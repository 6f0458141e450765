internal import CFFmpeg
package import Timing

/// Every packet of a clip's picture, in file order, without its data: what the container really holds,
/// against what its header declares.
package struct PacketTable: Sendable {
    /// One packet of the picture track.
    package struct Entry: Sendable {
        /// When it is shown, in ticks; packets without a time get the decoding time.
        package let pts: Int
        /// When it is decoded, in ticks.
        package let dts: Int
        /// How long it is shown, in ticks; 0 when not said.
        package let duration: Int
        /// Whether decoding can start here without anything before: an IDR picture, or a keyframe of
        /// a codec that has no open groups.
        package let isCleanStart: Bool
        /// Whether the container calls it a keyframe.
        package let isKey: Bool
        /// Whether an edit list hides it.
        package let isHidden: Bool
        /// Bytes of its data.
        package let size: Int

        package init(
            pts: Int, dts: Int, duration: Int, isCleanStart: Bool, isKey: Bool, isHidden: Bool = false, size: Int = 0
        ) {
            self.pts = pts
            self.dts = dts
            self.duration = duration
            self.isCleanStart = isCleanStart
            self.isKey = isKey
            self.isHidden = isHidden
            self.size = size
        }
    }

    /// What a track of sound holds.
    package struct Sound: Sendable {
        /// First and end of the heard packets, in ticks of the stream.
        package var start: Int?
        package var end: Int?
        package var packets = 0
        package var bytes = 0
    }

    /// The picture's packets in decoding order.
    package let entries: [Entry]
    /// Ticks of ``entries``.
    package let timeBase: Rational
    /// Whether every picture packet says when it is shown. AVI's do not, and their order is not that of display.
    package let hasTimes: Bool
    /// Bytes of all picture packets.
    package let bytes: Int
    /// The ids of H.264's parameter sets that lie among the pictures.
    package let parameterSetIDs: Set<Int>
    /// What was read of each sound stream, by stream number.
    package let sound: [Int: Sound]
    /// Packets whose bytes are not all there.
    package let damagedPackets: Int
    /// Why reading stopped before the end, if it did.
    package let readError: String?

    /// A table of known packets, without sound.
    package init(entries: [Entry], timeBase: Rational, hasTimes: Bool = true) {
        self.entries = entries
        self.timeBase = timeBase
        self.hasTimes = hasTimes
        bytes = entries.reduce(0) { $0 + $1.size }
        (parameterSetIDs, sound, damagedPackets, readError) = ([], [:], 0, nil)
    }

    /// Reads every packet of the clip from where the demuxer stands.
    package init(reading demuxer: borrowing Demuxer) throws {
        guard let video = demuxer.video else { throw InputError(path: demuxer.path, problem: .noVideo) }
        let structure = demuxer.unitStructure
        let packet = try Packet()
        var entries: [Entry] = []
        var bytes = 0
        var sound: [Int: Sound] = [:]
        var damaged = 0
        var untimed = 0
        var ids: Set<Int> = []
        var failure: String?
        for track in demuxer.audio { sound[track.index] = Sound() }
        while true {
            do {
                guard try demuxer.read(into: packet) else { break }
            } catch {
                failure = error.reason
                break
            }
            if packet.isDamaged { damaged += 1 }
            if packet.streamIndex == video.index {
                bytes += packet.size
                if packet.pts == nil { untimed += 1 }
                let dts = packet.dts ?? packet.pts ?? (entries.last.map { $0.dts + max(1, $0.duration) } ?? 0)
                entries.append(
                    Entry(
                        pts: packet.pts ?? dts, dts: dts, duration: packet.duration,
                        isCleanStart: packet.isKey
                            && (packet.withBytes { structure?.beginsWithIDR($0) } ?? true),
                        isKey: packet.isKey, isHidden: packet.isHidden, size: packet.size))
                if let structure { ids.formUnion(packet.withBytes(structure.parameterSetIDs)) }
            } else if var track = sound[packet.streamIndex] {
                track.bytes += packet.size
                track.packets += 1
                if let pts = packet.pts, !packet.isHidden {
                    track.start = min(track.start ?? pts, pts)
                    track.end = max(track.end ?? pts, pts + packet.duration)
                }
                sound[packet.streamIndex] = track
            }
        }
        self.entries = entries
        hasTimes = untimed == 0
        self.bytes = bytes
        parameterSetIDs = ids
        self.sound = sound
        damagedPackets = damaged
        readError = failure
        timeBase = video.timeBase
    }

    /// The times at which pictures are shown, in order, in ticks; hidden ones left out.
    package var shownTimes: [Int] { entries.filter { !$0.isHidden }.map(\.pts).sorted() }
}
