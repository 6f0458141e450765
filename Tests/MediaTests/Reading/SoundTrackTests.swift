import Media
import Support
import Testing
import Timing

@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct SoundTrackTests {
    private func track(_ path: String) throws -> SoundTrack {
        try #require(try SoundTrack.all(of: try Demuxer(opening: path)).first)
    }

    private func packets(_ track: SoundTrack, _ start: Int, _ end: Int, preroll: Int = 0) throws -> [(
        pts: Int, duration: Int
    )] {
        var found: [(Int, Int)] = []
        try track.packets(from: start, to: end, preroll: preroll) {
            let size = $0.size
            #expect(size > 0 && $1.pts == $1.dts)
            found.append(($1.pts + start, $1.duration))
        }
        return found
    }

    @Test func givesThePacketsThatSoundInASpan() throws {
        let track = try track(try Clip.threeShots())
        let found = try packets(track, 2048, 5000)
        #expect(found.map(\.pts) == [2048, 3072, 4096])
        #expect(found.map(\.duration) == [1024, 1024, 904])
        #expect(try packets(track, 2047, 2049).map(\.pts) == [1024, 2048])
    }

    @Test func givesTheOneBeforeAsPreroll() throws {
        let track = try track(try Clip.threeShots())
        #expect(try packets(track, 2048, 3072, preroll: 1).map(\.pts) == [1024, 2048])
        // Before the first there is nothing.
        #expect(try packets(track, -5000, 1, preroll: 1).first?.pts == -1024)
    }

    @Test func isSilentPastBothEnds() throws {
        let track = try track(try Clip.threeShots())
        #expect(try packets(track, 1_000_000, 2_000_000, preroll: 1).isEmpty)
        #expect(try packets(track, -9000, -2000).isEmpty)
        #expect(try packets(track, 3000, 3000).map(\.pts) == [2048])
    }

    @Test func cutsUncompressedSoundAtTheSample() throws {
        let track = try track(try Clip.prores())
        #expect(track.isUncompressed && track.sampleBase == Rational(1, 48000))
        var (found, bytes) = ([Int](), [UInt8]())
        try track.samples(from: 1001, to: 9003) {
            let part = $0.bytes
            found.append($1.pts)
            #expect(part.count == $1.duration * 2)
            bytes += part
        }
        #expect(found.first == 0 && bytes.count == 8002 * 2)
        #expect(bytes == Array(track.bytes.joined())[2002..<18006].map(\.self))
    }

    @Test func followsTheSamplesThroughCoarseTicks() throws {
        // Matroska's milliseconds would put the packets at 0, 1008, 2064 …
        let found = try packets(try track(try Clip.matroska()), 0, 10000)
        #expect(zip(found, found.dropFirst()).allSatisfy { $1.pts - $0.pts == 1024 })
    }

    @Test func isMissingWhereThereIsNoSound() throws {
        #expect(try SoundTrack.all(of: try Demuxer(opening: try Clip.blackThenWhite())).isEmpty)
        let info = try track(try Clip.threeShots()).info
        #expect(info.codec == "aac" && info.language == "eng")
    }
}
