@testable internal import Service
internal import Testing

struct ByteRangeTests {
    @Test(arguments: [
        (nil, ByteRange.whole), ("bytes=0-", .part(0..<100)), ("bytes=0-0", .part(0..<1)),
        ("bytes=10-19", .part(10..<20)),
        ("bytes=99-", .part(99..<100)), ("bytes=90-1000", .part(90..<100)), ("bytes=-1", .part(99..<100)),
        ("bytes=-1000", .part(0..<100)), ("Bytes=5-6", .part(5..<7)), ("bytes= 5-6", .part(5..<7)),
        ("bytes=5-99999999999999999999", .part(5..<100)),
        ("bytes=100-", .outside), ("bytes=100-200", .outside), ("bytes=-0", .outside),
        ("bytes=99999999999999999999-", .outside),
        ("bytes=", .whole), ("bytes=-", .whole), ("bytes=5", .whole), ("bytes=6-5", .whole), ("bytes=a-b", .whole),
        ("bytes=0-1,5-6", .whole), ("lines=0-1", .whole), ("bytes=--5", .whole), ("bytes=+1-2", .whole),
        ("bytes=1-2-3", .whole), ("bytes=٣-٤", .whole),
    ])
    func readsWhatIsAskedFor(header: String?, range: ByteRange) {
        #expect(ByteRange(header, of: 100) == range)
    }

    @Test func nothingOfAnEmptyFileCanBeAskedFor() {
        #expect(ByteRange("bytes=0-", of: 0) == .outside)
        #expect(ByteRange("bytes=-5", of: 0) == .outside)
        #expect(ByteRange(nil, of: 0) == .whole)
    }
}
