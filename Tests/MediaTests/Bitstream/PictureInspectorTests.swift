import Support
import Testing

@testable import Media

/// Whole pictures of many coders' ways are read to their last bit, and others never stop the reader.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct PictureInspectorTests {
    private static let sources = [
        "testsrc2=s=176x100:r=25:d=0.6", "mandelbrot=s=176x100:r=25:end_pts=15",
        "color=gray:s=96x64:r=25:d=0.6,noise=alls=90:allf=t",
    ]

    /// x264's ways: entropy coders, transforms, partitions, slices, references, without loss, bare samples.
    private static let avc = [
        "cabac=1", "8x8dct=0:partitions=all", "bframes=3:b-pyramid=normal:direct=temporal", "slices=4",
        "bframes=3:direct=spatial:weightb=1", "slice-max-mbs=7", "ref=8:mixed-refs=1", "qp=0", "crf=1", "crf=48",
        "keyint=1", "intra-refresh=1", "open-gop=1:keyint=8:bframes=3", "weightp=2", "constrained-intra=1", "cqm=jvt",
    ]
    /// x265's: sizes of blocks, rows and slices, transforms, without loss, weights, references.
    private static let hevc = [
        "wpp=0", "wpp=1:ctu=16", "wpp=1:ctu=64", "slices=2", "ctu=32:min-cu-size=16", "rect=1:amp=1", "tskip=1",
        "lossless=1", "cu-lossless=1:rd=4", "scaling-list=default", "weightb=1:bframes=3", "sao=0", "signhide=0",
        "tu-inter-depth=3:tu-intra-depth=3", "max-merge=1", "qg-size=8:min-cu-size=8:aq-mode=3", "keyint=1", "crf=1",
        "open-gop=1:keyint=8:bframes=3", "crf=45", "constrained-intra=1", "max-tu-size=8", "cbqpoffs=4",
        "interlace=tff",
    ]

    private func clip(_ name: String, _ coder: [String], source: Int, deep: Bool = false) throws -> String {
        try Clip.made(
            "inspector-\(name.replacing(":", with: "-")).mp4",
            ["-f", "lavfi", "-i", Self.sources[source % Self.sources.count], "-t", "0.6"] + coder
                + ["-pix_fmt", deep ? "yuv420p10le" : "yuv420p"])
    }

    private func findings(_ path: String, changing change: ([UInt8]) -> [UInt8] = { $0 }) throws -> [Bool] {
        let demuxer = try Demuxer(opening: path)
        let made = demuxer.pictureInspector
        var inspector = try #require(made)
        let packet = try Packet()
        var found: [Bool] = []
        while try demuxer.read(into: packet) {
            found.append(inspector.look(at: try packet.replacing(bytes: change(packet.bytes))) != .whole)
        }
        return found
    }

    @Test(arguments: avc.enumerated().map { ($0.offset, $0.element) }, [false, true])
    func wholePicturesOfH264AreWhole(way: (Int, String), deep: Bool) throws {
        let coder = ["-c:v", "libx264", "-preset", "medium", "-x264-params", way.1]
        let path = try clip("avc-\(way.1)-\(deep)", coder, source: way.0, deep: deep)
        let found = try findings(path)
        #expect(found.count >= 14 && !found.contains(true), "\(way.1)")
    }

    @Test(arguments: hevc.enumerated().map { ($0.offset, $0.element) }, [false, true])
    func wholePicturesOfHEVCAreWhole(way: (Int, String), deep: Bool) throws {
        let coder = ["-c:v", "libx265", "-preset", "fast", "-x265-params", "log-level=none:\(way.1)"]
        let path = try clip("hevc-\(way.1)-\(deep)", coder, source: way.0, deep: deep)
        let found = try findings(path)
        #expect(found.count >= 14 && !found.contains(true), "\(way.1)")
    }

    @Test(arguments: ["libx264", "libx265"], 1...8 as ClosedRange<UInt64>)
    func noiseIsToldAndStopsNothing(coder: String, seed: UInt64) throws {
        let path = try clip("noise-\(coder)", ["-c:v", coder, "-preset", "fast"], source: 0)
        var random = SeededGenerator(seed: seed)
        let told = try findings(path) { bytes in
            var bytes = bytes
            for _ in 0..<max(4, bytes.count / 40) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            return bytes
        }
        #expect(told.contains(true), "seed \(seed)")
    }
}
