import Media
import Support
import Testing

/// What tells that a file ends before its contents do, and what does not.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct WholeFileTests {
    private let folder = try! TemporaryFolder()

    @Test func aStreamThatIsCutInsideAPacketIsNotWhole() throws {
        let whole = try Clip.transportStream()
        let bytes = try bytes(of: whole)
        #expect(bytes.count % 188 == 0 && !TransportStream.endsInsidePacket(whole))
        for left in [bytes.count * 6 / 10 / 188 * 188 + 37, bytes.count - 1, bytes.count - 187] {
            #expect(TransportStream.endsInsidePacket(try folder.write(Array(bytes.prefix(left)), to: "cut.ts")))
        }
        // Between two packets nothing of it shows.
        #expect(!TransportStream.endsInsidePacket(try folder.write(Array(bytes.prefix(188 * 40)), to: "even.ts")))
    }

    @Test func packetsWithTimesOrBehindThemAreKnown() throws {
        let bytes = try bytes(of: try Clip.transportStream())
        let packets = stride(from: 0, to: bytes.count, by: 188).map { Array(bytes[$0..<$0 + 188]) }
        for size in [192, 204] {
            let padding = [UInt8](repeating: 0, count: size - 188)
            let all = packets.flatMap { size == 192 ? padding + $0 : $0 + padding }
            #expect(!TransportStream.endsInsidePacket(try folder.write(all, to: "whole.m2ts")))
            #expect(TransportStream.endsInsidePacket(try folder.write(Array(all.dropLast(100)), to: "cut.m2ts")))
        }
        #expect(!TransportStream.endsInsidePacket(try folder.write(bytes + Array("trailer".utf8), to: "more.ts")))
        #expect(!TransportStream.endsInsidePacket(try Clip.threeShots()))
        #expect(!TransportStream.endsInsidePacket("/nowhere"))
    }

    @Test func anEmptyPacketOfAnAVIIsNoMissingOne() throws {
        // FFmpeg's MPEG-4 coder leaves out the second picture: the index lists it without data.
        let path = try Clip.made(
            "empty-packets.avi",
            ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=2"] + Clip.tone(seconds: 2)
                + ["-c:v", "mpeg4", "-q:v", "3", "-c:a", "libmp3lame"])
        let demuxer = try Demuxer(opening: path)
        let declared = try #require(demuxer.video?.declaredFrames)
        let table = try PacketTable(reading: demuxer)
        try #require(declared > table.entries.count)
        #expect(table.entries.count + table.emptyPackets == declared)
    }
}
