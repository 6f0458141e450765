@testable internal import Fetch
internal import Foundation
internal import Support
internal import Testing

/// A container's own lengths tell whether its file is whole.
@Suite struct ContainerEndTests {
    private func end(_ bytes: [UInt8]) throws -> ContainerEnd {
        let folder = try TemporaryFolder()
        return try ContainerEnd(ofFileAt: try folder.write(bytes, to: "file"))
    }

    @Test func boxesAddUpOrDoNot() throws {
        let clip = clipBytes(5_000)
        #expect(try end(clip) == .reached)
        #expect(try end(clip.dropLast()) == .missing(1))
        #expect(try end(Array(clip.prefix(28))) == .missing(4), "within the head of a box")
        #expect(try end(clip + [0, 0, 0, 0, 0, 0, 0, 0]) == .unknown, "padding of zeros is no box and no harm")
        #expect(try end(clip + [0, 0, 0, 0] + Array("free".utf8) + [1, 2, 3]) == .unknown, "a box up to the end")
        let large = [0, 0, 0, 1] + Array("mdat".utf8) + [0, 0, 0, 0, 0, 0, 0, 20] + [1, 2, 3, 4]
        #expect(try end(Array(clip.prefix(24)) + large) == .reached)
        #expect(try end(Array(clip.prefix(24)) + large.dropLast(3)) == .missing(3))
        let absurd = [0, 0, 0, 1] + Array("mdat".utf8) + [0x7F] + [UInt8](repeating: 0xFF, count: 7)
        #expect(try end(Array(clip.prefix(24)) + absurd) == .unknown)
    }

    @Test(
        .enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"),
        arguments: ["mp4", "mov", "mkv", "webm", "avi"])
    func realFilesAreWholeAndCutOnesAreNot(kind: String) throws {
        let folder = try TemporaryFolder()
        let codec = kind == "webm" ? ["-c:v", "libvpx"] : []
        try Tool.ffmpeg.run(
            ["-v", "error", "-f", "lavfi", "-i", "testsrc2=s=64x36:d=1"] + codec + [folder.file("clip.\(kind)")])
        let clip = try bytes(of: folder.file("clip.\(kind)"))
        #expect(MediaKind(Array(clip.prefix(MediaKind.headLength))) == .media)
        #expect(try end(clip) == .reached)
        #expect(try end(clip.dropLast(100)) == .missing(100))
    }

    @Test func whatHasNoLengthsIsUnknown() throws {
        #expect(try end(Array("DKIF".utf8) + [UInt8](repeating: 0, count: 100)) == .unknown)
        #expect(try end([0x1A, 0x45, 0xDF, 0xA3, 0x80, 0x18, 0x53, 0x80, 0x67, 0xFF, 1, 2, 3]) == .unknown)
    }
}
