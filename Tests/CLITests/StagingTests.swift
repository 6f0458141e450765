internal import Foundation
internal import Support
internal import Testing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct StagingTests {
    /// By a lock, and not by the number of a process: in another container that number is nobody's.
    @Test func leftoversOfADeadRunAreSweptAndALivingOneIsLeftAlone() throws {
        let dailies = try Dailies()
        for name in ["dead", "living"] {
            try FileManager.default.createDirectory(
                atPath: dailies.folder.file("out/.dailies/\(name)"), withIntermediateDirectories: true)
            _ = try dailies.folder.write("half", to: "out/.dailies/\(name)/p.mp4")
            _ = try dailies.folder.write("", to: "out/.dailies/\(name).lock")
        }
        let lock = open(dailies.folder.file("out/.dailies/living.lock"), O_RDWR | O_CLOEXEC)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX) == 0)
        #expect(try dailies.run("proxy", try Clip.realShots(), "--output", "out/p.mp4").status == 0)
        #expect(dailies.names("out") == [".dailies", "p.mp4"])
        #expect(dailies.names("out/.dailies") == ["living", "living.lock"])
        #expect(dailies.names("out/.dailies/living") == ["p.mp4"])
        flock(lock, LOCK_UN)
        #expect(try dailies.run("proxy", try Clip.realShots(), "--output", "out/p.mp4").status == 0)
        #expect(dailies.names("out") == ["p.mp4"])
    }

    @Test func whatWasMadeForAnOutputThatFailedIsTakenAwayAndWhatWasThereStays() throws {
        let dailies = try Dailies()
        mkdir(dailies.folder.file("mine"), 0o700)
        for folder in ["mine", "new/deeper"] {
            #expect(try dailies.run("thumbs", #filePath, "--output", folder).status == 3)
            #expect(
                try dailies.run("proxy", try Clip.realShots(), "--preset", "gone", "--output", "\(folder)/p.mp4").status
                    == 2)
        }
        #expect(dailies.names("") == ["mine"] && dailies.names("mine") == [])
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
