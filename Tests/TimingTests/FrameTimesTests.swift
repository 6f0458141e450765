import Support
import Testing
import Timing

struct FrameTimesTests {
    private let base = Rational(1, 24)!

    private func times(_ ticks: [Int], last: Int = 1) -> FrameTimes {
        FrameTimes(timeBase: base, ticks: ticks, lastDuration: last)
    }

    @Test func knowsWhenEachFrameIsShownAndWhenTheClipEnds() {
        let times = times([3, 4, 7], last: 2)
        #expect(times.count == 3 && times.areReliable && times.end == 9)
        #expect(times.time(of: 0) == MediaTime(value: 3, timescale: 24))
        #expect(times.time(of: 3) == MediaTime(value: 9, timescale: 24))
        #expect(times.timeFromStart(of: 0) == .zero)
        #expect(times.timeFromStart(of: 2) == MediaTime(value: 4, timescale: 24))
        #expect(times.timeFromStart(of: 3) == MediaTime(value: 6, timescale: 24))
        #expect([0, 1, 2].map(times.duration(of:)) == [1, 3, 2])
    }

    @Test func isEmptyWithoutFrames() {
        let none = times([], last: 5)
        #expect(none.count == 0 && none.end == 0 && none.areReliable)
        #expect(none.time(of: 0) == .zero && none.timeFromStart(of: 0) == .zero)
        #expect(none.frame(at: .zero) == nil)
    }

    @Test func findsTheFrameShownAtATime() {
        let times = times([10, 11, 14], last: 2)
        func at(_ ticks: Int, _ scale: Int = 24) -> Int? { times.frame(at: MediaTime(value: ticks, timescale: scale)) }
        #expect([0, 1, 2, 3, 4, 5].map { at($0) } == [0, 1, 1, 1, 2, 2])
        #expect(at(-1) == nil && at(6) == nil)
        #expect(at(1, 1_000_000) == 0 && at(-1, 1_000_000) == nil)
        #expect(at(249_999, 1_000_000) == 2 && at(250_000, 1_000_000) == nil)
    }

    @Test func findsEveryFrameByItsOwnTime() {
        var random = SeededGenerator(seed: 3)
        var tick = -50
        let ticks = (0..<200).map { _ in
            tick += Int.random(in: 1...9, using: &random)
            return tick
        }
        let times = times(ticks, last: 4)
        for frame in ticks.indices {
            #expect(times.frame(at: times.timeFromStart(of: frame)) == frame)
            #expect(times.time(of: frame + 1) > times.time(of: frame))
        }
    }

    @Test func makesUpTimesThatAreMissingOrDoNotAscend() {
        #expect(times([0, 2, 4]).areReliable)
        var missing = FrameTimes(timeBase: base)
        #expect([0, 2, nil, 6].map { missing.append($0) } == [0, 2, 4, 6])
        #expect(!missing.areReliable)
        let back = times([0, 10, 10, 5, 40])
        #expect(back.ticks == [0, 10, 20, 30, 40] && !back.areReliable)
        var unknown = FrameTimes(timeBase: base)
        #expect([nil, nil, nil].map { unknown.append($0) } == [0, 1, 2])
        #expect(!unknown.areReliable)
    }

    @Test func givesTheLastFrameTheUsualLengthWhenTheFileDoesNotSay() {
        #expect(times([0, 2, 4], last: 0).end == 6)
        #expect(times([0, 2, 4], last: -7).end == 6)
        #expect(times([0, 2, 4], last: .max).end == 6)
        #expect(times([5], last: 0).end == 6)
    }

    @Test(arguments: [
        [Int.min, Int.max], [Int.max, Int.min], [Int.min + 1, 0, Int.max - 1], [-(1 << 58), 1 << 58, 0, 0, 0],
        [Int.max / 4 - 1, 0, 1], [.min, .min, .min],
    ])
    func survivesTimesThatADamagedFileMadeUp(_ ticks: [Int]) {
        let times = times(ticks, last: .max)
        #expect(zip(times.ticks, times.ticks.dropFirst()).allSatisfy { $0 < $1 })
        #expect(times.end > times.ticks.last!)
        for frame in ticks.indices { #expect(times.frame(at: times.timeFromStart(of: frame)) == frame) }
    }
}

/// A damaged file names times far apart, and then none.
@Test func madeUpTimesStayInside64Bits() {
    var times = FrameTimes(timeBase: Rational(1))
    times.append(-(1 << 58))
    times.append(1 << 58)
    for _ in 0..<100_000 { times.append(nil) }
    times.finish(lastDuration: 0)
    #expect(times.count == 100_002 && times.end > 1 << 58)
}
