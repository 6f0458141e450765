internal import Foundation
internal import Support
internal import Testing
internal import Timing

@Suite struct MediaTimeTests {
    @Test func equalInstantsOfDifferentBasesAreEqualAndHashAlike() {
        let a = MediaTime(value: 1, timescale: 25)
        let b = MediaTime(value: 2, timescale: 50)
        #expect(a == b)
        #expect(a.hashValue == b.hashValue)
        #expect(MediaTime(value: 1, timescale: 25) < MediaTime(value: 1, timescale: 24))
    }

    @Test func roundsTowardsTheNamedSideForBothSigns() {
        let halves = Rational(1, 1)!
        func ticks(_ value: Int, _ rounding: MediaTime.Rounding) -> Int? {
            MediaTime(value: value, timescale: 2).rescaled(to: halves, rounding: rounding)?.ticks
        }
        #expect([ticks(-3, .down), ticks(-3, .up), ticks(-3, .nearest)] == [-2, -1, -2])
        #expect([ticks(3, .down), ticks(3, .up), ticks(3, .nearest)] == [1, 2, 2])
        #expect([ticks(4, .down), ticks(4, .up), ticks(4, .nearest)] == [2, 2, 2])
    }

    @Test func rescalingStaysWithinHalfATick() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let time = MediaTime(
                ticks: Int.random(in: -1_000_000_000...1_000_000_000, using: &random),
                timeBase: Rational(
                    Int.random(in: 1...1001, using: &random), Int.random(in: 1...120_000, using: &random))!)
            let base = Rational(1, Int.random(in: 1...90_000, using: &random))!
            guard let there = time.rescaled(to: base, rounding: .nearest) else { continue }
            #expect(abs(there.seconds - time.seconds) <= base.double * 0.5 + 1e-6, "seed \(seed)")
        }
    }

    @Test func ticksThatLeave64BitsAreAnUnknownTimeRatherThanATrap() {
        let huge = MediaTime(ticks: .max, timeBase: Rational(1, 1)!)
        #expect(huge.rescaled(to: Rational(1, 90_000)!, rounding: .down) == nil)
        #expect(huge.adding(huge) == nil)
        #expect(huge > MediaTime(ticks: .max, timeBase: Rational(1, 2)!))
        #expect(MediaTime(ticks: .min, timeBase: Rational(1, 1)!).clockText == "0:00.000")
    }

    @Test func addsAndSubtractsExactlyAcrossBases() {
        let sum = MediaTime(value: 1, timescale: 24).adding(MediaTime(value: 1, timescale: 48_000))
        #expect(sum == MediaTime(value: 2001, timescale: 48_000))
        #expect(sum?.subtracting(MediaTime(value: 1, timescale: 24)) == MediaTime(value: 1, timescale: 48_000))
    }

    @Test func clockTextNeverNamesAnInstantThatHasNotCome() {
        #expect(MediaTime(value: 119_999_999, timescale: 1_000_000).clockText == "1:59.999")
        #expect(MediaTime(value: 3_600, timescale: 1).clockText == "1:00:00.000")
        #expect(MediaTime(value: 1, timescale: 24).webVTTText == "00:00:00.042")
    }

    @Test func survivesJSONExactly() throws {
        let time = MediaTime(ticks: 7, timeBase: Rational(1001, 30_000)!)
        let data = try JSONEncoder().encode(time)
        #expect(try JSONDecoder().decode(MediaTime.self, from: data) == time)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(MediaTime.self, from: Data(#"{"value":1,"timescale":0}"#.utf8))
        }
    }
}

@Suite struct RationalTests {
    @Test func reducesAndKeepsTheSignOnTop() {
        #expect(Rational(60, 2)! == Rational(30))
        #expect(Rational(1, -2)!.description == "-1/2")
        #expect(Rational(1, 0) == nil)
        #expect(Rational("30000/1001")?.double.rounded() == 30)
        #expect(Rational("1/2/3") == nil && Rational("a") == nil && Rational("") == nil)
        #expect(Rational(.min, .min) == Rational(1))
        #expect(Rational(.min, -1) == nil)
        #expect(Rational(Int.max).times(Rational(2)) == nil)
        #expect(Rational(24_000, 1001)!.times(Rational(1001, 24_000)!) == Rational(1))
    }
}

@Suite struct CutPointTests {
    @Test(arguments: [
        ("2.5", MediaTime(value: 25, timescale: 10)), ("01:02:03.250", MediaTime(value: 3_723_250, timescale: 1000)),
        ("1:30", MediaTime(value: 90, timescale: 1)), ("0", .zero), ("90", MediaTime(value: 90, timescale: 1)),
    ])
    func readsTimes(text: String, time: MediaTime) {
        #expect(CutPoint(text) == .time(time))
    }

    @Test func readsFrames() {
        #expect(CutPoint("60f") == .frame(60))
        #expect(CutPoint("0f") == .frame(0))
    }

    @Test(arguments: [
        "", "-1", "+1", "1:75", "a", "1.", ".5", "-3f", "+3f", "f", "1:2:3:4", "1e3", "99999999999999999999", "1:99:00",
        "0.1234567890",
    ])
    func refusesAnythingElse(text: String) {
        #expect(CutPoint(text) == nil)
    }
}
