internal import CFFmpeg
internal import Timing

extension PacketTable {
    /// Makes a table out of packets that go by.
    package struct Builder {
        /// What was gathered so far.
        package private(set) var table: PacketTable
        private let structure: NALStructure?
        private let picture: Int
        private let sounds: [Int: AudioStreamInfo]
        /// Pictures that only say when they are decoded.
        private var untimed: [Int] = []

        /// A builder for the packets of an open clip.
        package init(of demuxer: borrowing Demuxer) throws {
            guard let video = demuxer.video else {
                throw InputError(path: demuxer.path, problem: .noVideo)
            }
            table = PacketTable(entries: [], timeBase: video.timeBase)
            structure = demuxer.unitStructure
            picture = video.index
            sounds = Dictionary(demuxer.audio.map { ($0.index, $0) }) { first, _ in first }
            for track in demuxer.audio { table.sound[track.index] = Sound() }
            keep(demuxer.headerUserData)
        }

        /// Says why reading ended before the file did.
        mutating func stop(_ reason: String) { table.readError = reason }

        /// Tells when pictures are shown that do not say it, where all others are shown equally long after they are decoded:
        /// MPEG program streams name the times of some.
        mutating func finish() {
            guard !untimed.isEmpty else { return }
            let silent = Set(untimed)
            let delays = Set(
                table.entries.indices.filter { !silent.contains($0) }.map {
                    table.entries[$0].pts &- table.entries[$0].dts
                })
            guard delays.count == 1, let delay = delays.first else { return }
            for index in untimed { table.entries[index].pts = table.entries[index].dts &+ delay }
        }

        /// Takes the next packet of the file, of any track.
        package mutating func take(_ packet: borrowing Packet) {
            if packet.isDamaged { table.damagedPackets += 1 }
            if packet.streamIndex == picture {
                takePicture(packet)
            } else if let track = sounds[packet.streamIndex] {
                table.sound[packet.streamIndex]?.take(packet, unheard: track.ticks(ofSamples: packet.unheardSamples))
            }
        }

        private mutating func takePicture(_ packet: borrowing Packet) {
            table.bytes += packet.size
            if packet.pts == nil {
                table.hasTimes = false
                if packet.dts != nil { untimed.append(table.entries.count) }
            }
            let dts =
                packet.dts ?? packet.pts ?? (table.entries.last.map { $0.dts + max(1, $0.duration) } ?? 0)
            let isCleanStart = packet.isKey && (packet.withBytes { structure?.beginsWithIDR($0) } ?? true)
            table.entries.append(
                Entry(
                    pts: packet.pts ?? dts, dts: dts, duration: packet.duration, isCleanStart: isCleanStart,
                    isKey: packet.isKey, isHidden: packet.isHidden, size: packet.size))
            if let structure {
                table.parameterSetIDs.formUnion(packet.withBytes(structure.parameterSetIDs))
                if table.entries.count <= UserData.pictures { keep(packet.withBytes(structure.userData)) }
            }
        }

        private mutating func keep(_ found: [UserData]) {
            for message in found where table.userData.count < UserData.most && !table.userData.contains(message) {
                table.userData.append(message)
            }
        }
    }
}

extension AudioStreamInfo {
    fileprivate func ticks(ofSamples count: Int) -> Int {
        // No coder is late by minutes; what a hostile file says stays inside 64 bits.
        guard (1..<1 << 24).contains(count), let sample = Rational(1, sampleRate) else { return 0 }
        return MediaTime(ticks: count, timeBase: sample).rescaled(to: timeBase, rounding: .nearest)?.ticks ?? 0
    }
}

extension PacketTable.Sound {
    /// - Parameter unheard: ticks at the packet's beginning.
    fileprivate mutating func take(_ packet: borrowing Packet, unheard: Int) {
        bytes += packet.size
        packets += 1
        guard let pts = packet.pts, !packet.isHidden else { return }
        // A delay may be longer than a packet.
        if start == nil, unheard > 0 { heardFrom = pts + unheard }
        start = max(min(start ?? .max, pts), heardFrom ?? .min)
        end = max(end ?? pts, pts + packet.duration, start ?? pts)
    }
}
