internal import CFFmpeg
package import Timing

/// Every packet of a clip's picture, in file order, without its data: what the container really holds,
/// against what its header declares.
package struct PacketTable: Sendable {
    /// One packet of the picture track.
    package struct Entry: Sendable {
        /// When it is shown, in ticks; packets without a time get the decoding time.
        package internal(set) var pts: Int
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
        /// Before this, nothing is heard of what a decoder makes.
        var heardFrom: Int?
        package var packets = 0
        package var bytes = 0
    }

    /// The picture's packets in decoding order.
    package internal(set) var entries: [Entry] = []
    /// Packets that the index of an AVI lists without data: the picture before stays for as long.
    package internal(set) var emptyPackets = 0
    /// Ticks of ``entries``.
    package let timeBase: Rational
    /// Whether every picture packet says when it is shown. AVI's do not, and their order is not that of display.
    package internal(set) var hasTimes: Bool = true
    /// Bytes of all picture packets.
    package internal(set) var bytes: Int = 0
    /// The ids of parameter sets that lie among the pictures.
    package internal(set) var parameterSetIDs: Set<Int> = []
    /// Messages of unregistered user data in the header and among the first pictures, each once.
    package internal(set) var userData: [UserData] = []
    /// What was read of each sound stream, by stream number.
    package internal(set) var sound: [Int: Sound] = [:]
    /// Packets whose bytes are not all there.
    package internal(set) var damagedPackets: Int = 0
    /// Why reading stopped before the end, if it did.
    package internal(set) var readError: String?

    /// A table of known packets, without sound.
    package init(entries: [Entry], timeBase: Rational, hasTimes: Bool = true) {
        self.entries = entries
        self.timeBase = timeBase
        self.hasTimes = hasTimes
        bytes = entries.reduce(0) { $0 + $1.size }
    }

    /// Reads every packet of the clip from where the demuxer stands.
    package init(reading demuxer: borrowing Demuxer) throws {
        let packet = try Packet()
        var builder = try Builder(of: demuxer)
        do {
            while try demuxer.read(into: packet) { builder.take(packet) }
        } catch {
            builder.stop(error.reason)
        }
        builder.finish()
        self = builder.table
        emptyPackets = demuxer.emptyPictures
    }

    /// The times at which pictures are shown, in order, in ticks; hidden ones left out.
    package var shownTimes: [Int] { entries.filter { !$0.isHidden }.map(\.pts).sorted() }
}
