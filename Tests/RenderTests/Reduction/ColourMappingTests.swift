import Foundation
import Media
import Render
import Support
import Testing

/// Wide colours and high dynamic range come out as the same colours of BT.709.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct ColourMappingTests {
    private let folder = try! TemporaryFolder()

    /// How far 8 bits of wide colours may be off: of BT.2020's green, nearly out of BT.709, FFmpeg's own zscale makes
    /// 14,190,9 in place of 0,191,0.
    private static let wide = 15

    /// The bars' middles, and their colours.
    private static let bars: [(x: Double, colour: [Int])] = [
        (0.18, [191, 191, 191]), (0.286, [191, 191, 0]), (0.393, [0, 191, 191]), (0.5, [0, 191, 0]),
        (0.607, [191, 0, 191]), (0.714, [191, 0, 0]), (0.82, [0, 0, 191]), (0.06, [102, 102, 102]),
    ]

    private func expectBars(_ picture: RGBPicture, within: Int, _ note: String) {
        for (x, expected) in Self.bars {
            let found = picture.colour(atX: x, y: 0.3)
            let off = zip(found, expected).map { abs($0 - $1) }.max() ?? 255
            #expect(off <= within, "\(note): \(found) in place of \(expected)")
        }
    }

    /// A JPEG of the first picture, as posters and stills are made.
    private func still(of path: String) throws -> String {
        let video = try #require(try Demuxer(opening: path).video).lookingForLight(in: path)
        let reducer = Reducer(of: video)
        var reader = try FrameReader(path)
        let frame = try reducer.reduce(try #require(try reader.next()))
        #expect(frame.pixelFormat == "yuv420p" && reducer.format.colour == .bt709)
        let format = JPEG.format(width: frame.width, height: frame.height)
        let bytes = try JPEG.encode(try Scaler(to: format, filter: .bicubic).scale(frame), quantizer: 1)
        return try folder.write(bytes, to: "still.jpg")
    }

    @Test(arguments: Clip.Bars.allCases) func stillsShowTheSameColours(_ kind: Clip.Bars) throws {
        let picture = try RGBPicture(of: try still(of: try Clip.bars(kind)), width: 320, height: 180)
        expectBars(picture, within: kind == .bt709 ? 3 : Self.wide, "\(kind)")
    }

    @Test(arguments: Clip.Bars.allCases) func proxiesShowTheSameColours(_ kind: Clip.Bars) throws {
        let proxy = try ProxyMaker(folder).proxy(try Clip.bars(kind), .mp4)
        let stream = try FFprobe.stream("v:0", of: proxy)
        #expect(stream["color_transfer"] == "bt709" && stream["color_primaries"] == "bt709")
        #expect(stream["color_space"] == "bt709" && stream["pix_fmt"] == "yuv420p")
        let picture = try RGBPicture(of: proxy, through: "scale=in_color_matrix=bt709", width: 320, height: 180)
        expectBars(picture, within: kind == .bt709 ? 3 : Self.wide, "\(kind)")
    }

    @Test(arguments: [Clip.Bars.bt2020, .p3, .pq, .hlg]) func coloursAreWhatFFmpegsChainMakes(_ kind: Clip.Bars) throws
    {
        let clip = try Clip.bars(kind)
        let wide = "zscale=tin=bt709:p=bt709:t=bt709:m=bt709:r=tv,"
        let light =
            "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:param=0.5:desat=0:peak=4.926,"
            + "zscale=t=bt709:m=bt709:r=tv,"
        let chain = (kind == .pq || kind == .hlg ? light : wide) + "format=yuv444p,scale=in_color_matrix=bt709"
        let expected = try RGBPicture(of: clip, through: chain, width: 320, height: 180)
        let found = try RGBPicture(of: try still(of: clip), width: 320, height: 180)
        // In the middle of the bars; at their edges half the resolution of chroma shows. Green is nearly out of BT.709, where
        // 8 bits of luma and chroma are coarse.
        for x in Self.bars.map(\.x) + [0.75] {
            let (ours, theirs) = (found.colour(atX: x, y: 0.3), expected.colour(atX: x, y: 0.3))
            #expect(zip(ours, theirs).allSatisfy { abs($0 - $1) <= 11 }, "\(kind) at \(x): \(ours), \(theirs)")
        }
    }

    @Test func aTurnedPictureOfHighDynamicRangeIsUpright() throws {
        let turned = try DisplayMatrix.clockwise.applied(to: try Clip.bars(.pq), named: "turned-pq.mp4")
        let picture = try RGBPicture(of: try still(of: turned), width: 180, height: 320)
        // The left bar is the topmost, and gray.
        let top = picture.colour(atX: 0.7, y: 0.06)
        #expect(top.allSatisfy { abs($0 - 102) < 8 }, "\(top)")
    }

    @Test func tellsWhatIsSaidOfLight() throws {
        let path = try Clip.bars(.pq)
        let video = try #require(try Demuxer(opening: path).video).lookingForLight(in: path)
        let light = try #require(video.light)
        #expect(light.contentLevel?.brightestPixel == 1000 && light.contentLevel?.brightestFrame == 400)
        #expect(light.masteringDisplay?.luminance?.brightest.double == 1000)
        #expect(light.masteringDisplay?.luminance?.darkest.double == 0.005)
        #expect(light.masteringDisplay?.colours?.red.x.double == 0.68)
        let plain = try Clip.bars(.plainPQ)
        #expect(try #require(try Demuxer(opening: plain).video).lookingForLight(in: plain).light == nil)
    }
}
