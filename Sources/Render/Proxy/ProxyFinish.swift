internal import Foundation
internal import Media

/// The last step of a proxy: what is known only after the decode, such as the shots, goes into the file that the decode
/// wrote. Its packets are copied, and the index comes to the front with that.
package enum ProxyFinish {
    /// Writes the proxy at `rough` to `path`, with its label, and removes the rough one.
    package static func write(_ rough: String, to path: String, _ settings: ProxySettings, _ label: ProxyLabel) throws {
        if settings.container == .webp {
            // One picture after another and nothing else: it has no place for more.
            guard rename(rough, path) == 0 else { throw OutputError(path: path) }
            return
        }
        let demuxer = try Demuxer(opening: rough)
        guard let video = demuxer.video else { throw InputError(path: rough, problem: .noVideo) }
        let muxer = try Muxer(creating: path, settings.container)
        var streams: [Int: Int] = [:]
        for index in [video.index] + demuxer.audio.map(\.index) {
            streams[index] = try muxer.addStream(copying: index, of: demuxer)
        }
        if let timecode = label.timecode { muxer.setTimecode(timecode.description, of: streams[video.index]!) }
        for case (let key, let value?) in [("title", label.title), ("comment", label.prompt)] {
            muxer.setMetadata(key, value)
        }
        if let xmp = label.xmp { muxer.setXMP(xmp) }
        try muxer.setChapters(label.chapters)
        try muxer.begin(.roomAtFront(packets: demuxer.declaredPackets))
        let packet = try Packet()
        while try demuxer.read(into: packet) {
            if let stream = streams[packet.streamIndex] { try muxer.write(packet, to: stream) }
        }
        try muxer.finish()
        try? FileManager.default.removeItem(atPath: rough)
    }
}
