import Media
import Support
import Testing

/// One after the other: the log is the process's.
@Suite(.serialized, .enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct FFmpegLogTests {
    @Test func keepsWhatFFmpegSaidSinceAMark() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(try bytes(of: try Clip.threeShots()).dropLast(20_000)), to: "broken.mp4")
        let mark = FFmpegLog.mark()
        _ = try? Demuxer(opening: path)
        let lines = FFmpegLog.lines(since: mark)
        #expect(lines.contains { $0.contains("moov") }, "\(lines)")
        for line in lines {
            #expect(!line.contains(" @ 0x") && !line.contains("\n") && !line.isEmpty)
        }
    }

    @Test func tellsWhatRepeatsOnceAndFewLinesOfMany() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(try bytes(of: try Clip.threeShots()).dropLast(20_000)), to: "broken.mp4")
        let mark = FFmpegLog.mark()
        for _ in 0..<30 { _ = try? Demuxer(opening: path) }
        #expect(FFmpegLog.mark() - mark >= 30)
        let lines = FFmpegLog.lines(since: mark)
        #expect(lines.count <= FFmpegLog.mostTold && Set(lines).count == lines.count)
        #expect(lines.contains { $0.contains("moov") && $0.contains("more like it") }, "\(lines)")
        #expect(FFmpegLog.lines(since: FFmpegLog.mark() + 10).isEmpty)
    }
}
