internal import Conformance
internal import Testing

struct LightRuleTests {
    private func high(_ transfer: String, _ change: (inout LightFacts) -> Void = { _ in }) -> Facts {
        goodClip {
            $0.video?.transfer = transfer
            $0.video?.primaries = "bt2020"
            $0.video?.bitDepth = 10
            var light = LightFacts()
            (light.hasMasteringDisplay, light.maxCLL, light.maxFALL) = (true, 1000, 400)
            change(&light)
            $0.video?.light = light
        }
    }

    @Test func theRangeIsHeldAgainstTheOrder() {
        let wanted = { (ranges: [DynamicRange]) in { (order: inout Order) in order.dynamicRanges = ordered(ranges) } }
        let standard = goodClip { $0.video?.transfer = "bt709" }
        #expect(status("video.dynamicRange", standard, wanted([.sdr])) == .pass)
        #expect(status("video.dynamicRange", standard, wanted([.pq, .hlg])) == .fail)
        #expect(status("video.dynamicRange", high("smpte2084"), wanted([.pq, .hlg])) == .pass)
        #expect(status("video.dynamicRange", high("arib-std-b67"), wanted([.pq])) == .fail)
        #expect(status("video.dynamicRange", high("arib-std-b67")) { _ in } == nil)
        let untold = goodClip { $0.video?.transfer = nil }
        #expect(status("video.dynamicRange", untold, wanted([.sdr])) == .notEvaluated)
        #expect(status("video.dynamicRange", goodClip { $0.video = nil }, wanted([.pq])) == .notEvaluated)
    }

    @Test func lightHasToBeSaid() {
        let of = { (facts: Facts) in status("video.hdrMetadata", facts) { _ in } }
        #expect(of(high("smpte2084")) == .pass)
        #expect(of(high("smpte2084") { $0.hasMasteringDisplay = false }) == .warn)
        #expect(of(high("smpte2084") { $0.maxCLL = nil }) == .warn)
        #expect(of(high("smpte2084") { $0.maxFALL = 2000 }) == .warn)
        #expect(of(high("arib-std-b67") { $0 = LightFacts() }) == .pass)
        #expect(of(goodClip()) == nil)
    }

    @Test func whatContradictsItselfWarns() {
        var facts = high("arib-std-b67")
        facts.video?.primaries = "bt709"
        #expect(status("video.hdrMetadata", facts) { _ in } == .warn)
        #expect(status("video.hdrMetadata", high("bt709")) { _ in } == .warn)
        let vision = high("smpte2084") {
            ($0.dolbyVisionProfile, $0.dolbyVisionCompatibility) = (5, 0)
        }
        #expect(status("video.hdrMetadata", vision) { _ in } == .warn)
    }
}
