import Foundation
import Media
import Support
import Testing

/// Holes in a clip's sound stay where they are in its proxies.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct ProxySoundTests {
    private let folder = try! TemporaryFolder()

    private static func clicking(_ name: String, _ options: [String], to kind: String = "mp4") throws -> String {
        try Clip.made(
            "\(name).\(kind)",
            Clip.counter(frames: 75, rate: "25") + Clip.clicks(seconds: 3) + Clip.h264(bFrames: 2) + options)
    }

    /// Sources whose sound has holes, with how many clicks are left.
    private static func source(_ name: String) throws -> (path: String, clicks: Int) {
        let drop = { (path: String, first: Int, last: Int) in
            ["-i", path, "-c", "copy", "-bsf:a", "noise=drop='between(n,\(first),\(last))'", "-strict", "-2"]
        }
        return switch name {
        // Half a second, from 1.045 s.
        case "gap": (try Clip.made("gap.mp4", drop(try clicking("whole", ["-c:a", "aac"]), 49, 72)), 10)
        case "two-packets": (try Clip.made("two.mp4", drop(try clicking("whole", ["-c:a", "aac"]), 40, 41)), 12)
        case "flac":
            (try Clip.made("flac-gap.mp4", drop(try clicking("flac", ["-c:a", "flac", "-strict", "-2"]), 4, 7)), 11)
        case "matroska":
            (try Clip.made("gap.mkv", drop(try clicking("whole-mkv", ["-c:a", "libopus"], to: "mkv"), 52, 75)), 10)
        default:
            (
                try clicking(
                    "fragmented",
                    ["-c:a", "aac", "-movflags", "frag_keyframe+empty_moov+default_base_moof"]), 12
            )
        }
    }

    @Test(arguments: ["gap", "two-packets", "flac", "matroska", "fragmented"])
    func clicksStayWhereTheyAre(_ name: String) throws {
        let (path, count) = try Self.source(name)
        // A proxy begins with the picture.
        let zero = try ProxyMaker.start(of: path)
        let expected = try Sound(of: path).clicks.filter { $0 > zero - 0.002 }
        #expect(abs(expected.count - count) <= 1)
        for kind in [Muxer.Container.mp4, .mov] {
            let found = try Sound(of: try ProxyMaker(folder).proxy(path, kind)).clicks
            #expect(found.count == expected.count, "\(kind)")
            for (click, there) in zip(found, expected) {
                #expect(abs(click - (there - zero)) < 0.002, "\(kind): \(click) in place of \(there - zero)")
            }
        }
    }

    @Test func losslessSoundStaysToTheSample() throws {
        let path = try Self.source("flac").path
        let (expected, found) = (try Sound(of: path), try Sound(of: try ProxyMaker(folder).proxy(path, .mov)))
        #expect(abs(found.samples.count - expected.samples.count) <= 1)
        #expect(zip(found.samples, expected.samples).allSatisfy { abs($0 - $1) < 0.0001 })
    }
}
