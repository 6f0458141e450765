internal import Conformance
internal import Testing
internal import Timing

struct OrderTests {
    /// One order of each origin, from the most trusted to the least, each asking for its own length and bit depth.
    private let orders: [Order] = [Origin.request, .job, .spec("uhd-60"), .commandLine].enumerated().map {
        var order = Order()
        order.duration = Expectation(MediaTime(value: $0.offset + 1, timescale: 1), from: $0.element)
        order.severities = ["a": Expectation(Severity.allCases[$0.offset % 3], from: $0.element)]
        return order
    }

    @Test func eachOriginOutranksThoseAfterIt() {
        for first in orders.indices {
            let merged = Order(merging: Array(orders[first...]))
            #expect(merged.duration == orders[first].duration)
            #expect(merged.severities == orders[first].severities)
        }
    }

    @Test func whatOneLeavesOpenTheNextFillsIn() {
        var request = Order()
        request.sound = Expectation(true, from: .request)
        var spec = Order()
        spec.sound = Expectation(false, from: .spec("x"))
        spec.minimumBitDepth = Expectation(10, from: .spec("x"))
        spec.severities = ["b": Expectation(.warn, from: .spec("x"))]
        request.severities = ["c": Expectation(.ignore, from: .request)]
        let merged = Order(merging: [request, spec])
        #expect(merged.sound == Expectation(true, from: .request))
        #expect(merged.minimumBitDepth == Expectation(10, from: .spec("x")))
        #expect(Set(merged.severities.keys) == ["b", "c"])
    }

    @Test func everyExpectationIsMerged() {
        var full = Order()
        full.size = ordered(.exactly([FrameSize(2, 2)!]))
        full.aspect = ordered(Rational(1))
        full.frameRate = ordered(.atLeast(Rational(1)))
        full.constantFrameRate = ordered(true)
        full.duration = ordered(.zero)
        full.sound = ordered(true)
        full.containers = ordered([])
        full.videoCodecs = ordered([])
        full.audioCodecs = ordered([])
        full.pixelFormats = ordered([])
        full.minimumBitDepth = ordered(8)
        full.dynamicRanges = ordered([.sdr])
        full.shots = ordered(1)
        full.shotStarts = ordered([.zero])
        full.fastStart = ordered(true)
        full.loudness = ordered(LoudnessRule(target: -14))
        full.price = ordered(Price(credits: 1, creditCents: 1))
        full.severities = ["a": ordered(.warn)]
        // Counted by reflection, so that a new expectation cannot be forgotten in the merge.
        #expect(Mirror(reflecting: full).children.count == 18)
        #expect(Order(merging: [Order(), full]) == full)
        #expect(!full.isEmpty)
        #expect(Order(merging: []).isEmpty)
    }
}
