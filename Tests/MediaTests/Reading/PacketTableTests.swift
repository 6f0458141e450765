import Media
import Support
import Testing
import Timing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct PacketTableTests {
    private func table(_ path: String) throws -> PacketTable { try PacketTable(reading: try Demuxer(opening: path)) }

    /// Numbers of frames, in display order, that are clean starts.
    private func cleanStarts(_ path: String) throws -> [Int] {
        let table = try table(path)
        let shown = table.entries.filter { !$0.isHidden }.sorted { $0.pts < $1.pts }
        return shown.indices.filter { shown[$0].isCleanStart }
    }

    @Test func countsEveryPictureAndItsTime() throws {
        for path in [try Clip.threeShots(), try Clip.variableRate(), try Clip.openGroups(), try Clip.prores()] {
            let table = try table(path)
            #expect(table.shownTimes == (try FFprobe.pictureTicks(of: path)), "\(path)")
            #expect(table.readError == nil && table.damagedPackets == 0)
        }
    }

    @Test func leavesOutWhatAnEditListHides() throws {
        let path = try Clip.editList()
        let table = try table(path)
        let hidden = table.entries.filter(\.isHidden).count
        #expect(hidden > 0)
        #expect(table.shownTimes == (try FFprobe.pictureTicks(of: path)))
        #expect(table.entries.count == table.shownTimes.count + hidden)
    }

    @Test func findsIDRPictures() throws {
        #expect(try cleanStarts(try Clip.threeShots()) == [0, 20, 52])
        #expect(try cleanStarts(try Clip.hevc()) == [0, 12, 24])
        #expect(try cleanStarts(try Clip.matroska()) == [0, 24])
        #expect(try cleanStarts(try Clip.transportStream()) == [0, 20, 52])
    }

    @Test func doesNotTakeAnOpenGroupForACleanStart() throws {
        for path in [try Clip.openGroups(), try Clip.hevcOpenGroups()] {
            let table = try table(path)
            #expect(table.entries.filter(\.isKey).count > 1, "\(path)")
            #expect(try cleanStarts(path) == [0], "\(path)")
        }
    }

    @Test func takesEveryPictureOfAnIntraCodecForACleanStart() throws {
        #expect(try cleanStarts(try Clip.prores()) == Array(0..<12))
    }

    @Test func sumsTheSound() throws {
        let demuxer = try Demuxer(opening: try Clip.threeShots())
        let table = try PacketTable(reading: demuxer)
        let sound = try #require(table.sound[demuxer.audio[0].index])
        let judge = try FFprobe.stream("a:0", of: try Clip.threeShots())
        #expect(sound.packets == Int(judge["nb_frames"] ?? ""))
        // The priming before 0 is not heard.
        let heard = Double((sound.end ?? 0) - (sound.start ?? 0)) / 48000
        #expect(abs(heard - 2.5) < 0.022)
        #expect(sound.bytes > 0)
    }
}
