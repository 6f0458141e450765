import Media
import Testing

struct FilterGraphTests {
    private func picture() throws -> VideoFrame {
        try VideoFrame.computed(
            PictureFormat(width: 8, height: 4), luma: { UInt8(10 * $1 + $0) }, chroma: { _, _ in (128, 128) })
    }

    @Test func turnsClockwise() throws {
        let source = try picture()
        let turned = try FilterGraph("transpose=clock", like: source).apply(to: source)
        #expect(turned.width == 4 && turned.height == 8)
        // The left column from the bottom up becomes the top row.
        #expect(Array(turned.plane(0).prefix(4)) == [30, 20, 10, 0])
    }

    @Test func mayBeAppliedAgainAndLeavesItsInputAlone() throws {
        let source = try picture()
        let graph = try FilterGraph("hflip", like: source)
        for _ in 0..<3 { #expect(Array(try graph.apply(to: source).plane(0).prefix(2)) == [7, 6]) }
        #expect(Array(source.plane(0).prefix(2)) == [0, 1])
    }

    @Test func namesAChainThatItDoesNotKnow() throws {
        let source = try picture()
        #expect {
            _ = try FilterGraph("nosuchfilter=3", like: source)
        } throws: { "\($0)".contains("nosuchfilter=3") }
    }
}
