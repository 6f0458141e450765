internal import Foundation
internal import Support
internal import Testing

/// Outputs that cannot be made do not keep a clip from being stored.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct FailedOutputTests {
    /// A clip of which one packet of sound has an impossible header: what a muxer refuses.
    private func brokenSound() throws -> [UInt8] {
        let path = try Clip.made(
            "broken-sound.ts",
            Clip.counter(frames: 36, cuts: [12, 24]) + Clip.tone(seconds: 1.5) + Clip.h264(group: 12)
                + ["-c:a", "aac"])
        var all = try bytes(of: path)
        // Headers of ADTS: twelve ones; then the profile and the rate.
        var found = 0
        for place in 0..<all.count - 4 where all[place] == 0xFF && all[place + 1] & 0xF6 == 0xF0 {
            found += 1
            if found % 5 == 3 { (all[place + 2], all[place + 3]) = (0xFF, 0xFF) }
        }
        #expect(found > 10)
        return all
    }

    @Test func aClipWithBrokenSoundIsStoredAndWhatIsMissingIsNamed() throws {
        let dailies = try Dailies()
        _ = try dailies.folder.write(try brokenSound(), to: "broken.ts")
        let run = try dailies.run("process", "broken.ts", "--json")
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        let id = try #require(try run.clips().first?["id"] as? String, "\(run.errors)")
        let sidecar = try dailies.sidecar(id)
        let checks = try #require(sidecar["checks"] as? [[String: Any]])
        let complete = try #require(checks.first { $0["id"] as? String == "outputs.complete" })
        let outputs = try #require(sidecar["outputs"] as? [[String: Any]])
        #expect(outputs.contains { $0["kind"] as? String == "shot" && $0["failure"] == nil }, "shots are made")
        #expect((complete["status"] as? String == "pass") == (run.status == 0) || run.status == 1)
        #expect(try dailies.run("library", "verify").status == 0)
        let split = try dailies.run("split", "broken.ts", "--at", "12f", "--at", "24f")
        #expect(split.status == 0 || split.status == 1, "\(split.errors)")
        #expect(dailies.names("broken-shots") == ["shot-01.mp4", "shot-02.mp4", "shot-03.mp4"])
    }

    @Test func aClipIsWholeWhereEverythingWasMade() throws {
        let dailies = try Dailies()
        let run = try dailies.run("process", try Clip.threeShots(), "--json")
        let id = try #require(try run.clips().first?["id"] as? String, "\(run.errors)")
        let checks = try #require(try dailies.sidecar(id)["checks"] as? [[String: Any]])
        #expect(checks.first { $0["id"] as? String == "outputs.complete" }?["status"] as? String == "pass")
    }
}
