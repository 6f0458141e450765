import Media
import Support
import Testing

struct BoxOrderTests {
    private let folder = try! TemporaryFolder()

    private func box(_ name: String, _ content: Int = 0) -> [UInt8] {
        [0, 0, UInt8((content + 8) >> 8), UInt8((content + 8) & 255)] + Array(name.utf8)
            + [UInt8](repeating: 0, count: content)
    }

    private func order(_ bytes: [UInt8]) throws -> Bool? {
        BoxOrder.isFastStart(try folder.write(bytes, to: "boxes.mp4"))
    }

    @Test func tellsBothOrders() throws {
        #expect(try order(box("ftyp", 16) + box("moov", 100) + box("mdat", 300)) == true)
        #expect(try order(box("ftyp", 16) + box("free") + box("mdat", 300) + box("moov", 100)) == false)
    }

    @Test func readsLongSizesAndBoxesThatReachTheEnd() throws {
        let long: [UInt8] =
            [0, 0, 0, 1] + Array("mdat".utf8) + [0, 0, 0, 0, 0, 0, 0, 32] + [UInt8](repeating: 0, count: 16)
        #expect(try order(box("ftyp", 16) + long + box("moov")) == false)
        #expect(try order(box("moov") + [0, 0, 0, 0] + Array("mdat".utf8) + [9, 9]) == true)
    }

    @Test func saysNothingOfAFileThatHasNotBoth() throws {
        #expect(try order(box("ftyp", 16) + box("moov", 100)) == nil)
        #expect(try order(box("ftyp", 16) + box("mdat", 100)) == nil)
        #expect(try order([]) == nil)
        #expect(try order(Array("plain words, not boxes".utf8)) == nil)
        #expect(BoxOrder.isFastStart("/nowhere") == nil && BoxOrder.isFastStart(folder.path) == nil)
    }

    @Test func survivesHostileSizes() throws {
        #expect(try order([0xFF, 0xFF, 0xFF, 0xFF] + Array("moov".utf8)) == nil)
        #expect(try order([0, 0, 0, 1] + Array("moov".utf8) + [UInt8](repeating: 0xFF, count: 8)) == nil)
        #expect(try order([0, 0, 0, 1] + Array("moov".utf8)) == nil)
        #expect(try order([0, 0, 0, 3] + Array("moov".utf8) + box("mdat")) == nil)
        // A million empty boxes end the search, not the machine.
        #expect(try order((0..<100).flatMap { _ in box("free") } + box("moov") + box("mdat")) == nil)
    }

    @Test(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
    func readsRealFiles() throws {
        #expect(BoxOrder.isFastStart(try Clip.threeShots()) == false)
        let fast = try Clip.made(
            "fast-start.mp4", ["-i", try Clip.threeShots(), "-c", "copy", "-movflags", "faststart"])
        #expect(BoxOrder.isFastStart(fast) == true)
        #expect(BoxOrder.isFastStart(try Clip.matroska()) == nil)
        #expect(BoxOrder.isFastStart(try Clip.transportStream()) == nil)
    }
}
