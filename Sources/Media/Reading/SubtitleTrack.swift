internal import CFFmpeg
package import Timing

/// The lines of a track of subtitles, as an MP4 holds them (3GPP TS 26.245, which FFmpeg calls "mov_text").
package struct SubtitleTrack: Sendable {
    /// Text that is shown for a while.
    package struct Line: Sendable {
        package let start: MediaTime
        package let end: MediaTime
        /// A sample of an MP4: two bytes of length, the text, and how it looks.
        package let sample: [UInt8]
    }

    package let info: SubtitleStreamInfo
    package private(set) var lines: [Line] = []

    /// Whether an MP4 holds a track of a codec with all of its words.
    package static func isText(_ codec: String) -> Bool { codec == "mov_text" || codec == "subrip" || codec == "text" }

    /// All tracks of text of a clip, with their lines; reads the file once, where there are any.
    package static func all(of demuxer: borrowing Demuxer) throws -> [SubtitleTrack] {
        var tracks = demuxer.subtitles.filter { isText($0.codec) }.map { SubtitleTrack(info: $0) }
        guard !tracks.isEmpty else { return [] }
        let reading = try Demuxer(opening: demuxer.path)
        reading.skipAll { $0 == AVMEDIA_TYPE_SUBTITLE }
        let packet = try Packet()
        while (try? reading.read(into: packet)) ?? false {
            guard let place = tracks.firstIndex(where: { $0.info.index == packet.streamIndex }) else { continue }
            tracks[place].take(packet)
        }
        return tracks
    }

    private mutating func take(_ packet: borrowing Packet) {
        guard let pts = packet.pts, packet.duration > 0 else { return }
        let sample = info.codec == "mov_text" ? packet.bytes : Self.sample(of: packet.bytes)
        // A gap between lines is a sample of no text.
        guard sample.count > 2, sample[0] > 0 || sample[1] > 0 else { return }
        lines.append(
            Line(
                start: MediaTime(ticks: pts, timeBase: info.timeBase),
                end: MediaTime(ticks: pts + packet.duration, timeBase: info.timeBase), sample: sample))
    }

    /// SubRip's text, whose tags in angle brackets and braces an MP4 would show as they are.
    private static func sample(of bytes: [UInt8]) -> [UInt8] {
        let marks = #/<\/?(?:b|i|u|s|font)(?:\s[^>]*)?>|\{\\[^}]*\}|\r/#.ignoresCase()
        let text = Array(String(decoding: bytes, as: UTF8.self).replacing(marks, with: "").utf8.prefix(0xFFFF))
        return [UInt8(text.count >> 8), UInt8(text.count & 0xFF)] + text
    }

    /// What a sample entry says of lines that say nothing of their looks: white, at the bottom and in its middle.
    static let plainHeader: [UInt8] =
        [0, 0, 0, 0, 1, 0xFF, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 0]
        + [0, 0, 0, 0, 0, 1, 0, 16, 0xFF, 0xFF, 0xFF, 0xFF]
        + [0, 0, 0, 18] + Array("ftab".utf8) + [0, 1, 0, 1, 5] + Array("Arial".utf8)
}
