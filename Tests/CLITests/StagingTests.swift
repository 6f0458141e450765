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
        // The codec stands in the sample entry's name and in its descriptor's object type (0x40 is AAC).
        var clip = try bytes(of: try Clip.realShots())
        for index in clip.indices.dropLast(6) {
            if clip[index..<index + 4].elementsEqual("mp4a".utf8) {
                clip.replaceSubrange(index..<index + 4, with: Array("zzzz".utf8))
            }
            let tag: [UInt8] = [0x04, 0x80, 0x80, 0x80]
            if clip[index..<index + 4].elementsEqual(tag), clip[index + 5] == 0x40 { clip[index + 5] = 0xFE }
        }
        _ = try dailies.folder.write(clip, to: "strange.mp4")
        let run = try dailies.run("process", "strange.mp4", "--json")
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        #expect(try run.clips().first?["verdict"] as? String != "pass")
    }
}
