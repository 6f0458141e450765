import Testing
import Timing

struct TimecodeTests {
    private static let ntsc = Rational(30000, 1001)!

    // The ends of minutes as SMPTE ST 12-1 counts them.
    @Test(arguments: [
        (0, ntsc, "00:00:00;00"), (1799, ntsc, "00:00:59;29"), (1800, ntsc, "00:01:00;02"),
        (17981, ntsc, "00:09:59;29"), (17982, ntsc, "00:10:00;00"), (107_892, ntsc, "01:00:00;00"),
        (3599, Rational(60000, 1001)!, "00:00:59;59"), (3600, Rational(60000, 1001)!, "00:01:00;04"),
        (1799, Rational(30), "00:00:59:29"), (1800, Rational(30), "00:01:00:00"),
        (24, Rational(24000, 1001)!, "00:00:01:00"), (59, Rational(60), "00:00:00:59"),
        (86399 * 25 + 24, Rational(25), "23:59:59:24"), (86400 * 25, Rational(25), "00:00:00:00"),
        (7, Rational(8), "00:00:00:07"), (8, Rational(8), "00:00:01:00"),
    ])
    func addressesAFrame(frame: Int, rate: Rational, text: String) {
        #expect(Timecode(frame: frame, rate: rate).description == text)
    }

    @Test func dropFrameLeavesOutTwoNumbersAMinuteAndNothingElse() {
        var (minute, second, number) = (0, 0, 0)
        for frame in 0..<40_000 {
            let text = Timecode(frame: frame, rate: Self.ntsc).description
            let fields = text.split { ":;".contains($0) }.compactMap { Int($0) }
            #expect(fields == [0, minute, second, number])
            number += 1
            if number == 30 { (number, second) = (0, second + 1) }
            if second == 60 { (second, minute) = (0, minute + 1) }
            if second == 0, number == 0, minute % 10 != 0 { number = 2 }
        }
    }

    @Test func numbersAreDroppedOnlyWhereTheStandardKnowsIt() {
        #expect(!Timecode(frame: 0, rate: Rational(24000, 1001)!).isDropFrame)
        #expect(!Timecode(frame: 0, rate: Rational(25), dropFrame: true).isDropFrame)
        #expect(Timecode(frame: 1800, rate: Self.ntsc, dropFrame: false).description == "00:01:00:00")
    }
}
