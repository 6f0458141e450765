internal import Foundation
internal import Support
internal import Testing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct StagingTests {
    @Test func leftoversOfADeadRunAreSweptAndALivingOneIsLeftAlone() throws {
        let dailies = try Dailies()
        let (dead, living) = (".dailies-999999999-1", ".dailies-\(getpid())-1")
        for name in [dead, living] { mkdir(dailies.folder.file(name), 0o755) }
        #expect(try dailies.run("proxy", try Clip.realShots(), "--output", "p.mp4").status == 0)
        #expect(dailies.names("") == [living, "p.mp4"])
    }

    @Test func soundThatNobodyCanDecodeDoesNotEndTheJob() throws {
        let dailies = try Dailies()
        // The codec's four letters, where the sound's sample entry begins: "mp4a" becomes a codec of nobody's.
        var clip = try bytes(of: try Clip.realShots())
        let name = Array("mp4a".utf8)
        for index in clip.indices.dropLast(4) where Array(clip[index..<index + 4]) == name {
            clip.replaceSubrange(index..<index + 4, with: Array("zzzz".utf8))
        }
        _ = try dailies.folder.write(clip, to: "strange.mp4")
        let run = try dailies.run("process", "strange.mp4", "--json")
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        #expect(try run.clips().first?["verdict"] as? String != "pass")
    }
}
