import Media
import Render
import Testing
import Timing

struct SpriteTests {
    /// A sprite of `frames` pictures, each of one gray that its number gives.
    private func sprite(frames: Int, rate: Double = 24, width: Int = 160, height: Int = 90) throws -> Sprite {
        let format = PictureFormat(width: width, height: height)
        let sprite = Sprite(reduced: format, frames: frames, frameRate: rate, side: 160)
        for frame in 0..<frames {
            try sprite.take(
                try VideoFrame.blank(format, luma: UInt8(16 + frame % 200), cb: 128, cr: 128), frame: frame)
        }
        return sprite
    }

    private struct Cue {
        let start: String
        let end: String
        let place: [Int]
    }

    private func cues(_ sprite: Sprite, frames: Int, rate: Int = 24) throws -> [Cue] {
        let times = (0..<frames).map { MediaTime(value: $0, timescale: rate) }
        let text = sprite.webVTT(image: "sprite.jpg", times: times, end: MediaTime(value: frames, timescale: rate))
        let blocks = text.components(separatedByBlankLines: true)
        #expect(blocks.first == "WEBVTT")
        return try blocks.dropFirst().map { block in
            let match = try #require(
                block.wholeMatch(of: #/(\S+) --> (\S+)\nsprite\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)\n?/#))
            return Cue(
                start: String(match.1), end: String(match.2),
                place: [match.3, match.4, match.5, match.6].map { Int($0)! })
        }
    }

    @Test(arguments: [(1, 1), (6, 1), (7, 2), (48, 8), (61, 11), (600, 100), (601, 86), (5000, 100)])
    func hasFourTilesASecondAndNoMoreThanAHundred(_ frames: Int, _ tiles: Int) throws {
        let sprite = try sprite(frames: frames, width: 32, height: 18)
        let cues = try cues(sprite, frames: frames)
        #expect(cues.count == tiles)
        #expect(cues.first?.start == "00:00:00.000")
        #expect(cues.last?.end == MediaTime(value: frames, timescale: 24).webVTTText)
        for (cue, next) in zip(cues, cues.dropFirst()) { #expect(cue.end == next.start) }
        for cue in cues {
            #expect(cue.start < cue.end)
            #expect(
                cue.place[0] + cue.place[2] <= sprite.size.width && cue.place[1] + cue.place[3] <= sprite.size.height)
        }
        #expect(Set(cues.map { $0.place.prefix(2).map(String.init).joined(separator: ",") }).count == tiles)
    }

    @Test func showsInEachTileTheFrameOfItsTime() throws {
        let sprite = try sprite(frames: 66)
        let cues = try cues(sprite, frames: 66)
        let page = try JPEG.decode(try sprite.jpeg())
        #expect(page.width == sprite.size.width && page.height == sprite.size.height)
        #expect(sprite.size == PictureSize(width: 1600, height: 180))
        let luma = page.plane(0)
        for (index, cue) in cues.enumerated() {
            let middle = luma[(cue.place[1] + cue.place[3] / 2) * page.width + cue.place[0] + cue.place[2] / 2]
            #expect(abs(Double(middle) - Double(6 * index) * 255 / 219) <= 3, "tile \(index)")
        }
    }

    @Test(arguments: [
        (720, 1280, 90, 160), (2, 2, 2, 2), (1280, 2, 160, 2), (720, 720, 160, 160), (1280, 534, 160, 66),
    ])
    func keepsTheAspect(_ width: Int, _ height: Int, _ tileWidth: Int, _ tileHeight: Int) throws {
        let cue = try #require(try cues(try sprite(frames: 1, width: width, height: height), frames: 1).first)
        #expect(cue.place == [0, 0, tileWidth, tileHeight])
    }

    @Test func isAPictureEvenWithoutFrames() throws {
        let none = try sprite(frames: 0)
        #expect(none.webVTT(image: "a", times: [], end: .zero) == "WEBVTT\n")
        #expect(try JPEG.decode(try none.jpeg()).width == none.size.width)
    }
}

extension String {
    /// Paragraphs.
    fileprivate func components(separatedByBlankLines: Bool) -> [String] {
        split(separator: "\n\n", omittingEmptySubsequences: true).map {
            $0.hasSuffix("\n") ? String($0.dropLast()) : String($0)
        }
    }
}
