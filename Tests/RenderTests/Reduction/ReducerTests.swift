import Foundation
import Media
import Render
import Support
import Testing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct ReducerTests {
    /// The first picture, reduced.
    private func reduced(_ path: String, maxWidth: Int = 1280, maxHeight: Int = 720) throws -> VideoFrame {
        let video = try #require(try Demuxer(opening: path).video)
        let reducer = Reducer(of: video, maxWidth: maxWidth, maxHeight: maxHeight)
        var first: VideoFrame?
        var reader = try FrameReader(path)
        try reader.read(from: nil) { frame in
            first = try reducer.reduce(frame)
            return false
        }
        let frame = try #require(first)
        #expect(frame.width == reducer.format.width && frame.height == reducer.format.height)
        return frame
    }

    /// Luma at the middle of each quarter, left to right and top to bottom.
    private func quarters(_ luma: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
        [(1, 1), (3, 1), (1, 3), (3, 3)].map { luma[$0.1 * height / 4 * width + $0.0 * width / 4] }
    }

    /// Four grays of 40, 90, 140 and 190, each in its own quarter.
    private func fourGrays() throws -> String {
        try Clip.made(
            "grays.mp4",
            [
                "-f", "lavfi", "-i",
                "nullsrc=s=160x90:r=24,format=yuv420p,geq=lum='40+50*gte(X,80)+100*gte(Y,45)':cb=128:cr=128",
            ]
                + ["-frames:v", "2"] + Clip.h264() + Clip.bt709)
    }

    @Test(arguments: DisplayMatrix.allCases)
    func setsPicturesUprightAsFFmpegDoes(_ matrix: DisplayMatrix) throws {
        let path = try matrix.applied(to: try fourGrays(), named: "grays-\(matrix).mp4")
        let ours = try reduced(path)
        let judge = try Tool.ffmpeg.run(
            ["-v", "error", "-i", path, "-frames:v", "1", "-pix_fmt", "yuv420p", "-f", "rawvideo", "-"])
        let theirs = quarters([UInt8](judge.output), ours.width, ours.height)
        #expect([UInt8](judge.output).count == ours.width * ours.height * 3 / 2)
        for (a, b) in zip(quarters(ours.plane(0), ours.width, ours.height), theirs) {
            #expect(abs(Int(a) - Int(b)) <= 2)
        }
    }

    @Test func shrinksStretchedPixels() throws {
        let wide = try Clip.made(
            "sar-wide.mp4", Clip.counter(frames: 2, width: 120, height: 90) + ["-vf", "setsar=4/3"] + Clip.h264())
        let frame = try reduced(wide)
        #expect(PictureSize(width: frame.width, height: frame.height) == PictureSize(width: 120, height: 68))
        let tall = try Clip.made(
            "sar-tall.mp4", Clip.counter(frames: 2, width: 120, height: 90) + ["-vf", "setsar=1/2"] + Clip.h264())
        let narrow = try reduced(tall)
        #expect(PictureSize(width: narrow.width, height: narrow.height) == PictureSize(width: 60, height: 90))
        let turned = try DisplayMatrix.clockwise.applied(to: wide, named: "sar-turned.mp4")
        let upright = try reduced(turned)
        #expect(PictureSize(width: upright.width, height: upright.height) == PictureSize(width: 68, height: 120))
    }

    @Test(arguments: ["yuv420p", "yuv420p10le", "yuv422p", "yuv444p", "yuvj420p", "gray", "yuv422p10le"])
    func makesVideoRangeOfEveryLayout(_ layout: String) throws {
        let source =
            "nullsrc=s=160x90:r=24,format=gbrp,geq=r='255*gte(X,80)':g='255*gte(X,80)':b='255*gte(X,80)'"
        let range = layout == "yuvj420p" || layout == "gray" ? "pc" : "tv"
        let path = try Clip.made(
            "half-\(layout).mp4",
            [
                "-f", "lavfi", "-i", source, "-frames:v", "2", "-vf",
                "scale=out_color_matrix=bt709:out_range=\(range),format=\(layout)",
            ]
                + ["-color_range", range, "-colorspace", "bt709"] + Clip.h264())
        let frame = try reduced(path)
        let luma = frame.plane(0)
        #expect(frame.pixelFormat == "yuv420p")
        #expect(abs(Int(luma[45 * frame.width + 20]) - 16) <= 2, "black of \(layout)")
        #expect(abs(Int(luma[45 * frame.width + 140]) - 235) <= 2, "white of \(layout)")
    }

    @Test func followsAChangeOfSizeInTheMiddle() throws {
        let small = try Clip.made("part-a.ts", Clip.counter(frames: 6) + Clip.h264())
        let large = try Clip.made("part-b.ts", Clip.counter(frames: 6, width: 320, height: 180) + Clip.h264())
        let folder = try TemporaryFolder()
        let path = try folder.write(try bytes(of: small) + bytes(of: large), to: "change.ts")
        let reducer = Reducer(of: try #require(try Demuxer(opening: path).video))
        var (sizes, count) = (Set<Int>(), 0)
        _ = try DecodePass(path, soundStream: nil).run(picture: { frame in
            sizes.insert(frame.width)
            count += 1
            let reduced = try reducer.reduce(frame)
            #expect(reduced.width == reducer.format.width)
        })
        #expect(count == 12 && sizes == [160, 320])
    }
}
