import Media
import Support
import Testing

/// Opens clips again without another look into their pictures.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct StreamParametersTests {
    @Test(arguments: ["shots", "hevc", "prores", "rotated", "vfr"])
    func saysOfAClipWhatALookSays(_ name: String) throws {
        let path =
            switch name {
            case "hevc": try Clip.hevc()
            case "prores": try Clip.prores()
            case "rotated": try Clip.rotated()
            case "vfr": try Clip.variableRate()
            default: try Clip.threeShots()
            }
        let first = try Demuxer(opening: path)
        let parameters = try #require(try StreamParameters(of: first))
        let again = try Demuxer(opening: path, knowing: parameters)
        #expect(again.video == first.video && again.audio == first.audio)
        #expect(again.parameterSets == first.parameterSets)
    }

    @Test func looksIntoAnotherClipAllTheSame() throws {
        let known = try #require(try StreamParameters(of: try Demuxer(opening: try Clip.hevc())))
        let other = try Demuxer(opening: try Clip.threeShots(), knowing: known)
        #expect(other.video?.codec == "h264" && other.video?.pixelFormat == "yuv420p")
        #expect(try StreamParameters(of: try Demuxer(opening: try Clip.matroska())) == nil)
    }
}
