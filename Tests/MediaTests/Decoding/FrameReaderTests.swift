import Media
import Support
import Testing
import Timing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct FrameReaderTests {
    /// The number of the first picture shown at or after `tick`, and how many were handed over until it came.
    private func find(_ tick: Int, _ reader: inout FrameReader) throws -> (number: Int, steps: Int)? {
        var found: (Int, Int)?
        var steps = 0
        try reader.read(from: tick) { frame in
            steps += 1
            guard let pts = frame.pts, pts >= tick else { return true }
            found = (Clip.number(inLuma: frame.plane(0), width: frame.width, height: frame.height), steps)
            return false
        }
        return found
    }

    @Test func findsAnyFrameOfAnyContainer() throws {
        let clips = [
            try Clip.threeShots(), try Clip.matroska(), try Clip.transportStream(), try Clip.hevc(),
            try Clip.editList(),
            try Clip.oneKeyframe(),
        ]
        for path in clips {
            let times = try PacketTable(reading: try Demuxer(opening: path)).shownTimes
            var reader = try FrameReader(path)
            let zero = try #require(try find(times[0], &reader)).number
            for frame in [5, 30, 21, times.count - 1, 19, 0, 25] {
                #expect(try find(times[frame], &reader)?.number == zero + frame, "\(path) frame \(frame)")
            }
        }
    }

    @Test func beginsAtTheKeyframeBefore() throws {
        let times = try PacketTable(reading: try Demuxer(opening: try Clip.threeShots())).shownTimes
        var reader = try FrameReader(try Clip.threeShots())
        #expect(try #require(try find(times[22], &reader)).steps <= 3)
        #expect(try #require(try find(times[55], &reader)).steps <= 4)
    }

    @Test func readsFromTheBeginningAgain() throws {
        var reader = try FrameReader(try Clip.blackThenWhite())
        for _ in 0..<2 {
            var first: Int?
            try reader.read(from: nil) {
                first = $0.pts
                return false
            }
            #expect(first == 0)
        }
        var count = 0
        try reader.read(from: nil) { _ in
            count += 1
            return true
        }
        #expect(count == 48)
    }

    @Test func endsPastTheEnd() throws {
        var reader = try FrameReader(try Clip.blackThenWhite())
        #expect(try find(1_000_000_000, &reader) == nil)
        #expect(try find(-5, &reader)?.steps == 1)
    }
}
