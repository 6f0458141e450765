import Media
import Support
import Testing

/// Messages of unregistered user data, as FFmpeg's filters and encoders write them.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct UserDataTests {
    private func messages(_ path: String) throws -> [UserData] {
        try PacketTable(reading: Demuxer(opening: path)).userData
    }

    private func signed(_ name: String, _ source: String, _ text: String) throws -> String {
        let message = "sei_user_data=91ca60614aee38548614142d5f73f4ae+\(text)"
        return try Clip.made(name, ["-i", source, "-c", "copy", "-bsf:v", "h264_metadata=\(message)"])
    }

    @Test func encodersAndGeneratorsAreHeard() throws {
        let found = try messages(try signed("signed.mp4", try Clip.blackThenWhite(), "kling-ai"))
        #expect(found.contains(UserData(uuid: "91ca60614aee38548614142d5f73f4ae", text: "kling-ai")))
        #expect(found.contains { $0.text?.hasPrefix("x264 - core") == true && $0.text!.count <= 160 })
    }

    @Test func hevcKeepsItsMessagesInTheHeaderToo() throws {
        #expect(try messages(try Clip.hevc()).contains { $0.text?.hasPrefix("x265 (build") == true })
        let stream = try Clip.made("hevc.ts", ["-i", try Clip.hevc(), "-c", "copy", "-bsf:v", "hevc_mp4toannexb"])
        #expect(try messages(stream).contains { $0.text?.hasPrefix("x265 (build") == true })
    }

    @Test func otherCodecsHaveNone() throws { #expect(try messages(try Clip.prores()).isEmpty) }
}
