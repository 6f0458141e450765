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

        package init(pts: Int, dts: Int, duration: Int, isCleanStart: Bool, isKey: Bool, isHidden: Bool = false) {
            self.pts = pts
            self.dts = dts
            self.duration = duration
            self.isCleanStart = isCleanStart
            self.isKey = isKey
            self.isHidden = isHidden
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
        (bytes, sound, damagedPackets, readError) = (0, [:], 0, nil)
    }

    /// Reads every packet of the clip from where the demuxer stands.
    package init(reading demuxer: borrowing Demuxer) throws {
        guard let video = demuxer.video else { throw InputError(path: demuxer.path, problem: .noVideo) }
        let codec = demuxer.stream(video.index).pointee.codecpar!
        let structure = NALStructure(codec.pointee)
        let packet = try Packet()
        var entries: [Entry] = []
        var bytes = 0
        var sound: [Int: Sound] = [:]
        var damaged = 0
        var untimed = 0
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
                        isCleanStart: packet.isKey && (structure?.beginsWithIDR(packet) ?? true),
                        isKey: packet.isKey, isHidden: packet.isHidden))
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
        self.sound = sound
        damagedPackets = damaged
        readError = failure
        timeBase = video.timeBase
    }

    /// The times at which pictures are shown, in order, in ticks; hidden ones left out.
    package var shownTimes: [Int] { entries.filter { !$0.isHidden }.map(\.pts).sorted() }
}

/// Finds the first picture's type in a packet of H.264 or HEVC.
///
/// A container's key flag also marks open groups (recovery points, CRA), whose leading pictures need
/// what came before: taken for a clean start, the first frames come out grey.
struct NALStructure {
    private let isHEVC: Bool
    /// Bytes of each unit's length; 0 for start codes (Annex B).
    private let lengthSize: Int

    /// `nil` for codecs whose keyframes are all clean starts.
    init?(_ parameters: AVCodecParameters) {
        switch parameters.codec_id {
        case AV_CODEC_ID_H264: isHEVC = false
        case AV_CODEC_ID_HEVC: isHEVC = true
        default: return nil
        }
        // avcC keeps the size in its 5th byte, hvcC in its 22nd (ISO/IEC 14496-15); both begin with version 1.
        let position = isHEVC ? 21 : 4
        guard let extra = parameters.extradata, Int(parameters.extradata_size) > position, extra[0] == 1 else {
            lengthSize = 0
            return
        }
        lengthSize = Int(extra[position] & 3) + 1
    }

    /// Whether the packet's first coded slice is an IDR picture.
    func beginsWithIDR(_ packet: borrowing Packet) -> Bool {
        for header in unitHeaders(packet.bytes) {
            if isHEVC {
                let type = header >> 1 & 0x3F
                if type < 32 { return type == 19 || type == 20 }  // IDR_W_RADL, IDR_N_LP
            } else {
                let type = header & 0x1F
                if (1...5).contains(type) { return type == 5 }
            }
        }
        return false
    }

    /// The first byte of every unit. Lengths that leave the packet end the list.
    private func unitHeaders(_ bytes: [UInt8]) -> [UInt8] {
        var headers: [UInt8] = []
        var position = 0
        if lengthSize > 0 {
            while position + lengthSize < bytes.count {
                let length = bytes[position..<position + lengthSize].reduce(0) { $0 << 8 | Int($1) }
                headers.append(bytes[position + lengthSize])
                position += lengthSize + length
            }
            return headers
        }
        while position + 3 < bytes.count {
            if bytes[position] == 0, bytes[position + 1] == 0, bytes[position + 2] == 1 {
                headers.append(bytes[position + 3])
                position += 3
            }
            position += 1
        }
        return headers
    }
}
