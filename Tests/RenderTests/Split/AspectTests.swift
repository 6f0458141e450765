import Media
import Render
import Support
import Testing
import Timing

/// Clips of which the container says another aspect than the bitstream, as any remuxer makes them.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct AspectTests {
    @Test(arguments: ["h264", "hevc"], ["1:2", "4:3", "2:1"])
    func theContainersAspectCounts(codec: String, aspect: String) throws {
        let source = codec == "h264" ? try Clip.threeShots() : try Clip.hevc()
        let name = "\(codec)-\(aspect.replacing(":", with: "x")).mp4"
        let path = try Clip.made(name, ["-i", source, "-c", "copy", "-aspect", aspect])
        let (wide, high) = (Int(aspect.prefix(1))!, Int(aspect.suffix(1))!)
        // 160 by 90 samples that fill a picture of this aspect.
        let expected = Rational(wide * 90, high * 160)!
        #expect(try Demuxer(opening: path).video?.sampleAspectRatio == expected)
        for method in [CutPlan.Method.auto, .encode] {
            let split = try Split(path, at: [12, 17], method: method)
            for file in split.files {
                #expect(try Demuxer(opening: file).video?.sampleAspectRatio == expected, "\(method)")
                let shown = try FFprobe.stream("v:0", of: file)["display_aspect_ratio"]
                #expect(shown == aspect, "\(method)")
            }
            try split.expectEveryFrameOnce("\(method)")
        }
    }
}
