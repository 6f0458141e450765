internal import CFFmpeg
internal import Timing

extension PacketTable {
    /// Makes a table out of packets that go by.
    package struct Builder {
        /// What was gathered so far.
        package private(set) var table: PacketTable
        private let structure: NALStructure?
        private let picture: Int

        /// A builder for the packets of an open clip.
        package init(of demuxer: borrowing Demuxer) throws {
            guard let video = demuxer.video else {
                throw InputError(path: demuxer.path, problem: .noVideo)
            }
            table = PacketTable(entries: [], timeBase: video.timeBase)
            structure = demuxer.unitStructure
            picture = video.index
            for track in demuxer.audio { table.sound[track.index] = Sound() }
            keep(demuxer.headerUserData)
        }

        /// Says why reading ended before the file did.
        mutating func stop(_ reason: String) { table.readError = reason }

        /// Takes the next packet of the file, of any track.
        package mutating func take(_ packet: borrowing Packet) {
            if packet.isDamaged { table.damagedPackets += 1 }
            if packet.streamIndex == picture {
                takePicture(packet)
            } else {
                table.sound[packet.streamIndex]?.take(packet)
            }
        }

        private mutating func takePicture(_ packet: borrowing Packet) {
            table.bytes += packet.size
            if packet.pts == nil { table.hasTimes = false }
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

extension PacketTable.Sound {
    fileprivate mutating func take(_ packet: borrowing Packet) {
        bytes += packet.size
        packets += 1
        guard let pts = packet.pts, !packet.isHidden else { return }
        start = min(start ?? pts, pts)
        end = max(end ?? pts, pts + packet.duration)
    }
}
