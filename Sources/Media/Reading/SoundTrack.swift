internal import CFFmpeg

/// All packets of one sound stream, held in memory: sound is small beside its picture, and every shot
/// wants a part of it.
package final class SoundTrack {
    /// What the track is.
    package let info: AudioStreamInfo
    private var packets: [UnsafeMutablePointer<AVPacket>] = []

    init(_ info: AudioStreamInfo) { self.info = info }

    deinit {
        for packet in packets {
            var packet: UnsafeMutablePointer<AVPacket>? = packet
            av_packet_free(&packet)
        }
    }

    /// Every sound track of the clip, read from where the demuxer stands.
    package static func all(of demuxer: borrowing Demuxer) throws(FFmpegError) -> [SoundTrack] {
        let tracks = demuxer.audio.map { SoundTrack($0) }
        guard !tracks.isEmpty else { return [] }
        let packet = try Packet()
        while (try? demuxer.read(into: packet)) ?? false {
            guard let track = tracks.first(where: { $0.info.index == packet.streamIndex }) else { continue }
            track.packets.append(try allocated(av_packet_clone(packet.raw), "av_packet_clone"))
        }
        return tracks.filter { !$0.packets.isEmpty }
    }

    /// Hands over the packets that sound between `start` and `end` ticks, with `preroll` packets before the
    /// first: a decoder of AAC needs one to be exact. The last packet's duration ends at `end`.
    package func packets(
        from start: Int, to end: Int, preroll: Int, each body: (borrowing Packet) throws -> Void
    ) throws {
        guard let first = packets.firstIndex(where: { sounds($0, from: start, to: end) }) else { return }
        let last = packets.lastIndex { sounds($0, from: start, to: end) } ?? first
        let copy = try Packet()
        for index in max(0, first - preroll)...last {
            copy.unref()
            try check(av_packet_ref(copy.raw, packets[index]), "av_packet_ref", info.codec)
            if let pts = copy.pts, pts + copy.duration > end { copy.raw.pointee.duration = Int64(end - pts) }
            try body(copy)
        }
    }

    private func sounds(_ packet: UnsafeMutablePointer<AVPacket>, from start: Int, to end: Int) -> Bool {
        guard let pts = ticks(packet.pointee.pts) else { return false }
        return pts < end && pts + Int(packet.pointee.duration) > start
    }
}
