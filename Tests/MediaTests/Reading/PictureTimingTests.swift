import Media
import Support
import Testing
import Timing

struct PictureTimingTests {
    private let milliseconds = Rational(1, 1000)!

    private func timing(_ times: [Int], last: Int = 0, base: Rational, declared: Rational? = nil) -> PictureTiming {
        PictureTiming(times: times, lastDuration: last, timeBase: base, declared: declared)
    }

    @Test(arguments: ["24/1", "25/1", "30000/1001", "24000/1001", "60/1", "120/1"])
    func isExactForAnEvenRhythm(_ rate: String) throws {
        let rate = try #require(Rational(rate))
        let base = try #require(rate.reciprocal)
        let exact = timing(Array(0..<10), last: 1, base: base)
        #expect(exact.frameRate == rate && !exact.isVariable)
        #expect(exact.duration == MediaTime(ticks: 10, timeBase: base))
    }

    @Test(arguments: ["24/1", "30000/1001", "24000/1001", "60000/1001", "12/1"])
    func forgivesTheRoundingToMilliseconds(_ rate: String) throws {
        let rate = try #require(Rational(rate))
        let times = (0..<200).map {
            MediaTime(ticks: $0, timeBase: rate.reciprocal!).rescaled(to: milliseconds, rounding: .nearest)!.ticks
        }
        let found = timing(times, last: 42, base: milliseconds, declared: rate)
        #expect(found.frameRate == rate && !found.isVariable)
    }

    @Test(arguments: [
        ("19001/317", "60000/1001"), ("19001/634", "30000/1001"), ("2997/125", "24000/1001"),
        ("2997/100", "30000/1001"),
        ("1000000/40000", "25/1"), ("1000/33", "1000/33"), ("125/2", "125/2"),
    ])
    func aRateThatIsAUsualOneIsCalledByItsName(_ written: String, _ meant: String) throws {
        let rate = try #require(Rational(written))
        let ticks = timing(
            (0..<200).map { $0 * rate.denominator }, last: rate.denominator, base: Rational(1, rate.numerator)!)
        #expect(ticks.frameRate == Rational(meant) && !ticks.isVariable)
        let times = (0..<200).map { MediaTime(ticks: $0, timeBase: rate.reciprocal!) }
            .map { $0.rescaled(to: milliseconds, rounding: .nearest)!.ticks }
        #expect(timing(times, last: 17, base: milliseconds, declared: rate).frameRate == Rational(meant))
    }

    @Test func flagsAnUnevenRhythmAndAverages() {
        let found = timing([0, 10, 30, 40, 60], last: 40, base: Rational(1, 100)!)
        #expect(found.isVariable)
        #expect(found.frameRate == Rational(5))
        #expect(found.duration == MediaTime(value: 1, timescale: 1))
    }

    @Test func flagsOneHeldFrameAmongMany() {
        let times = Array(0..<50).map { $0 * 512 } + [51 * 512]
        #expect(timing(times, last: 512, base: Rational(1, 12288)!).isVariable)
    }

    @Test func takesTheUsualLengthForALastFrameThatDoesNotSay() {
        #expect(timing([0, 2, 4], base: Rational(1, 48)!).duration == MediaTime(value: 6, timescale: 48))
    }

    @Test func knowsASinglePictureByItsLength() {
        let one = timing([7], last: 512, base: Rational(1, 12288)!)
        #expect(one.frameRate == Rational(24) && !one.isVariable)
        #expect(timing([7], base: milliseconds, declared: Rational(25)).frameRate == Rational(25))
        #expect(timing([7], base: milliseconds).frameRate == nil)
        #expect(timing([7], base: milliseconds).duration == .zero)
    }

    @Test func survivesTimesThatADamagedFileMadeUp() {
        #expect(timing([], base: milliseconds).frameRate == nil)
        #expect(timing([5, 5, 5], base: milliseconds).isVariable)
        for times in [[Int.min, 0, Int.max], [Int.min, Int.max], [Int.max, Int.max], [Int.max]] {
            let found = timing(times, last: .max, base: Rational(1, 25)!, declared: Rational(25))
            #expect(found.duration >= .zero)
        }
    }

    @Test(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
    func tellsRealClipsApart() throws {
        func found(_ path: String) throws -> PictureTiming {
            let demuxer = try Demuxer(opening: path)
            let table = try PacketTable(reading: demuxer)
            let last = table.entries.filter { !$0.isHidden }.max { $0.pts < $1.pts }?.duration ?? 0
            return timing(
                table.shownTimes, last: last, base: table.timeBase, declared: demuxer.video?.declaredFrameRate)
        }
        let ntsc = try Clip.made("ntsc.mkv", Clip.counter(frames: 30, rate: "30000/1001") + Clip.h264())
        #expect(try found(ntsc).frameRate == Rational(30000, 1001))
        #expect(try !found(ntsc).isVariable)
        #expect(try found(try Clip.matroska()).frameRate == Rational(24))
        #expect(try found(try Clip.threeShots()).frameRate == Rational(24))
        #expect(try found(try Clip.threeShots()).duration == MediaTime(value: 5, timescale: 2))
        #expect(try found(try Clip.transportStream()).frameRate == Rational(24))
        #expect(try found(try Clip.variableRate()).isVariable)
        let fast = try Clip.made("fast.mp4", Clip.counter(frames: 12, rate: "120") + Clip.h264())
        #expect(try found(fast).frameRate == Rational(120))
        let single = try Clip.made("single.mp4", Clip.counter(frames: 1) + Clip.h264())
        #expect(try found(single).frameRate == Rational(24))
    }
}
