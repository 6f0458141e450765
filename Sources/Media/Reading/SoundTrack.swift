internal import CFFmpeg
package import Timing

/// All packets of one sound stream, held in memory: sound is small beside its picture, and every shot
/// wants a part of it.
///
/// Places are counted in samples of one channel from the clip's 0, and packets follow one another without the
/// rounding of coarse ticks (Matroska's milliseconds).
package final class SoundTrack {
    /// What the track is.
    package let info: AudioStreamInfo
    /// The length of a sample.
    package let sampleBase: Rational
    private var packets: [Held] = []
    /// Samples that a packet decodes to, where the codec says; 0 else.
    private let frameSize: Int
    /// Bytes of a sample of all channels, for uncompressed sound; 0 else.
    private let blockSize: Int

    private struct Held {
        let raw: UnsafeMutablePointer<AVPacket>
        /// The first sample's place.
        let start: Int
        /// How many samples are heard.
        var length: Int
    }

    init(_ info: AudioStreamInfo, _ parameters: AVCodecParameters) {
        self.info = info
        sampleBase = Rational(1, info.sampleRate)!
        frameSize = Int(parameters.frame_size)
        let bits = info.codec.hasPrefix("pcm_") ? Int(av_get_bits_per_sample(parameters.codec_id)) : 0
        blockSize = bits / 8 * info.channels
    }

    deinit {
        for packet in packets {
            var packet: UnsafeMutablePointer<AVPacket>? = packet.raw
            av_packet_free(&packet)
        }
    }

    /// Every sound track of the clip, read from where the demuxer stands.
    package static func all(of demuxer: borrowing Demuxer) throws(FFmpegError) -> [SoundTrack] {
        var tracks: [SoundTrack] = []
        for info in demuxer.audio {
            tracks.append(SoundTrack(info, demuxer.stream(info.index).pointee.codecpar.pointee))
        }
        guard !tracks.isEmpty else { return [] }
        demuxer.skipAll { $0 == AVMEDIA_TYPE_AUDIO }
        defer { demuxer.skipAll { _ in true } }
        let packet = try Packet()
        while (try? demuxer.read(into: packet)) ?? false {
            guard let track = tracks.first(where: { $0.info.index == packet.streamIndex }) else { continue }
            try track.append(packet)
        }
        for track in tracks { track.guessLengths() }
        return tracks.filter { !$0.packets.isEmpty }
    }

    /// In seconds: packets of lossless coders last up to one.
    private static let longestGuess = 10

    /// A packet of which neither file nor codec says how long it is, as WavPack's in Matroska, lasts until the next; the last
    /// one as long as the one before.
    private func guessLengths() {
        for index in packets.indices where packets[index].length == 0 {
            let before = index > 0 ? packets[index - 1].length : info.sampleRate
            let length = index + 1 < packets.count ? packets[index + 1].start - packets[index].start : before
            packets[index].length = min(max(0, length), Self.longestGuess * info.sampleRate)
        }
    }

    /// Whether the sound is stored sample by sample, so that it can be cut anywhere.
    package var isUncompressed: Bool { blockSize > 0 }

    /// Whether any of it is heard between two places.
    package func sounds(from start: Int, to end: Int) -> Bool {
        packets.contains { $0.start < end && $0.start + $0.length > start }
    }

    /// How many packets sound between two places.
    package func count(from start: Int, to end: Int) -> Int {
        packets.count { $0.start < end && $0.start + $0.length > start }
    }

    /// The data of every packet.
    package var bytes: [[UInt8]] {
        packets.map { Array(UnsafeBufferPointer(start: $0.raw.pointee.data, count: Int($0.raw.pointee.size))) }
    }

    /// Hands over the packets that sound between two places, with `preroll` packets before the first: a decoder of
    /// AAC needs one to be exact; and with all that begin in the `lead` samples before. Their times are in samples, count
    /// from `start`, and end at `end`.
    package func packets(
        from start: Int, to end: Int, preroll: Int, lead: Int = 0,
        each body: (borrowing Packet, Muxer.Timing) throws -> Void
    ) throws {
        let heard = packets.indices.filter { packets[$0].start < end && packets[$0].start + packets[$0].length > start }
        guard let first = heard.first, let last = heard.last else { return }
        let copy = try Packet()
        let early = lead > 0 ? packets[..<first].firstIndex { $0.start >= start - lead } ?? first : first
        for index in max(0, min(early, first - preroll))...last {
            let held = packets[index]
            copy.unref()
            try check(av_packet_ref(copy.raw, held.raw), "av_packet_ref", info.codec)
            let length = min(held.length, end - held.start)
            try body(copy, Muxer.Timing(pts: held.start - start, dts: held.start - start, duration: length))
        }
    }

    /// Hands over exactly the samples between two places, of a track that is uncompressed.
    package func samples(
        from start: Int, to end: Int, each body: (borrowing Packet, Muxer.Timing) throws -> Void
    ) throws {
        precondition(isUncompressed, "only uncompressed sound is cut at the sample")
        for held in packets {
            let (first, last) = (max(held.start, start), min(held.start + held.length, end))
            guard first < last, let data = held.raw.pointee.data else { continue }
            let skipped = (first - held.start) * blockSize
            let bytes = UnsafeBufferPointer(start: data + skipped, count: (last - first) * blockSize)
            let cut = try Packet()
            try check(av_new_packet(cut.raw, Int32(bytes.count)), "av_new_packet", info.codec)
            cut.raw.pointee.data.update(from: bytes.baseAddress!, count: bytes.count)
            cut.raw.pointee.flags = Int32(AV_PKT_FLAG_KEY)
            try body(cut, Muxer.Timing(pts: first - start, dts: first - start, duration: last - first))
        }
    }

    private func append(_ packet: borrowing Packet) throws(FFmpegError) {
        guard let place = place(of: packet) else { return }
        let raw = try allocated(av_packet_clone(packet.raw), "av_packet_clone")
        packets.append(Held(raw: raw, start: place.start, length: place.length))
    }

    private func place(of packet: borrowing Packet) -> (start: Int, length: Int)? {
        guard let pts = packet.pts,
            let said = MediaTime(ticks: pts, timeBase: info.timeBase).rescaled(to: sampleBase, rounding: .nearest)?
                .ticks,
            let saidLength = MediaTime(ticks: packet.duration, timeBase: info.timeBase).rescaled(
                to: sampleBase, rounding: .nearest)?.ticks
        else { return nil }
        // A tick may be longer than a sample, and both ends of a packet are rounded.
        let slack = max(1, Int((info.timeBase.double * Double(info.sampleRate)).rounded(.up)))
        var length = saidLength
        if isUncompressed {
            length = packet.size / blockSize
        } else if frameSize > 0, saidLength == 0 || abs(saidLength - frameSize) <= slack {
            length = frameSize
        }
        let next = packets.last.map { $0.start + $0.length }
        let follows = next.map { abs($0 - said) <= slack } ?? false
        return (follows ? next! : said, length)
    }
}
