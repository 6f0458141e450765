import Foundation
import Media
import Render
import Support
import Testing

/// Proxies that keep high dynamic range, and shots that are encoded: what is said of the light stays.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled && Tool.ffprobe.isInstalled, "ffmpeg is not installed"))
struct ProxyLightTests {
    private let folder = try! TemporaryFolder()

    /// What ffprobe reads of a file's light, in the container or in its first picture.
    static func light(of path: String) throws -> [String] {
        let run = try Tool.ffprobe.run([
            "-v", "error", "-select_streams", "v:0", "-read_intervals", "%+#1", "-show_entries",
            "frame=side_data_list:stream=codec_name", "-show_frames", "-of", "default=nw=1", path,
        ])
        return run.text.split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("max_") || $0.hasPrefix("min_luminance") || $0.hasPrefix("red_") || $0.hasPrefix("white_")
        }.sorted()
    }

    /// What ffprobe reads of the container alone.
    static func containerLight(of path: String) throws -> String {
        try Tool.ffprobe.run(["-v", "error", "-select_streams", "v:0", "-show_streams", path]).text
    }

    @Test(arguments: [Clip.Bars.pq, .hlg], [Muxer.Container.mp4, .mov])
    func aProxyThatKeepsLightHasTenBitsAndSaysSo(_ kind: Clip.Bars, _ container: Muxer.Container) throws {
        var settings = ProxyMaker.browser
        settings.keepsDynamicRange = true
        settings.container = container
        if container == .mov {
            settings.video = VideoCoding(.prores, options: [("profile", "proxy")])
            settings.layout = .yuv422TenBit
        }
        let path = try ProxyMaker(folder).proxy(try Clip.bars(kind), settings)
        let stream = try FFprobe.stream("v:0", of: path)
        #expect(stream["pix_fmt"] == (container == .mp4 ? "yuv420p10le" : "yuv422p10le"))
        #expect(stream["color_transfer"] == kind.tags.transfer && stream["color_primaries"] == "bt2020")
        #expect(stream["color_space"] == "bt2020nc" && stream["nb_read_frames"] == "48")
        let said = try Self.containerLight(of: path)
        #expect(said.contains("max_content=1000") && said.contains("max_average=400"))
        #expect(said.contains("red_x=34000/50000") && said.contains("max_luminance=10000000/10000"))
        // The numbers are the source's.
        let same = "scale=in_color_matrix=bt2020:out_color_matrix=bt709"
        let difference = try RGBPicture(of: path, through: same, width: 320, height: 180)
            .difference(to: try RGBPicture(of: try Clip.bars(kind), through: same, width: 320, height: 180))
        #expect(difference < 2)
    }

    @Test func standardRangeIsWrittenAsAlways() throws {
        var settings = ProxyMaker.browser
        settings.keepsDynamicRange = true
        let stream = try FFprobe.stream("v:0", of: try ProxyMaker(folder).proxy(try Clip.bars(.bt2020), settings))
        #expect(stream["pix_fmt"] == "yuv420p" && stream["color_primaries"] == "bt709")
    }

    @Test(arguments: [Clip.Bars.pq, .hlg]) func encodedAndCopiedShotsSayWhatTheSourceSays(_ kind: Clip.Bars) throws {
        let clip = try Clip.bars(kind)
        let expected = try Self.light(of: clip)
        #expect(expected.contains("max_content=1000"))
        for method in [CutPlan.Method.encode, .auto, .copy] {
            let split = try Split(clip, at: method == .encode ? [10] : [24], method: method)
            for file in split.files {
                #expect(try Self.light(of: file) == expected, "\(method)")
                let stream = try FFprobe.stream("v:0", of: file)
                #expect(stream["color_transfer"] == kind.tags.transfer && stream["pix_fmt"] == "yuv420p10le")
            }
        }
    }

    @Test func whatTheContainerAloneSaysIsKept() throws {
        var settings = ProxyMaker.browser
        settings.keepsDynamicRange = true
        let clip = try ProxyMaker(folder).proxy(try Clip.bars(.pq), settings)
        for method in [CutPlan.Method.encode, .auto] {
            let split = try Split(clip, at: [10], method: method)
            for file in split.files {
                #expect(try FFprobe.stream("v:0", of: file)["codec_name"] == "h264")
                let said = try Self.containerLight(of: file)
                #expect(said.contains("max_content=1000") && said.contains("max_luminance=10000000/10000"))
            }
        }
    }
}
