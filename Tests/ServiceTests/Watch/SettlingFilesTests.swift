internal import Foundation
internal import Library
@testable internal import Service
internal import Support
internal import Testing

/// When a dropped file counts as whole.
struct SettlingFilesTests {
    private let folder: TemporaryFolder
    private let begun = ContinuousClock.now
    private var settling = SettlingFiles(patience: .seconds(2))

    init() throws { folder = try TemporaryFolder() }

    private func take(_ settling: inout SettlingFiles, after seconds: Double, isWriting: Bool = false) -> [String] {
        settling.take(at: begun + .seconds(seconds), mark: { FileMark($0) }, isWriting: { _ in isWriting })
            .settled.map { ($0.path as NSString).lastPathComponent }
    }

    @Test mutating func aFileThatStaysAsItIsSettlesOnce() throws {
        let path = try folder.write("clip", to: "a.mp4")
        settling.see(path, try #require(FileMark(path)), at: begun)
        #expect(take(&settling, after: 1.9) == [])
        #expect(take(&settling, after: 2) == ["a.mp4"])
        #expect(take(&settling, after: 9) == [] && settling.isEmpty)
    }

    @Test mutating func aChangeBeginsTheWaitAnew() throws {
        let path = try folder.write("clip", to: "a.mp4")
        settling.see(path, try #require(FileMark(path)), at: begun)
        _ = try folder.write("clip, longer", to: "a.mp4")
        #expect(take(&settling, after: 2) == [])
        #expect(take(&settling, after: 3.9) == [])
        #expect(take(&settling, after: 4) == ["a.mp4"])
    }

    @Test mutating func aFileThatIsOpenForWritingIsWaitedFor() throws {
        let path = try folder.write("clip", to: "a.mp4")
        settling.see(path, try #require(FileMark(path)), isOld: true, at: begun)
        #expect(take(&settling, after: 0, isWriting: true) == [])
        #expect(take(&settling, after: 2) == ["a.mp4"])
    }

    @Test mutating func aFileThatWentIsForgotten() throws {
        let path = try folder.write("clip", to: "a.mp4")
        settling.see(path, try #require(FileMark(path)), at: begun)
        unlink(path)
        #expect(take(&settling, after: 2) == [] && settling.isEmpty)
    }

    @Test mutating func theOldestComesFirst() throws {
        for (index, name) in ["b.mp4", "c.mp4", "a.mp4"].enumerated() {
            let path = try folder.write("clip", to: name)
            var times = [timeval(tv_sec: 1000 + index, tv_usec: 0), timeval(tv_sec: 1000 + index, tv_usec: 0)]
            utimes(path, &times)
            settling.see(path, try #require(FileMark(path)), isOld: true, at: begun)
        }
        #expect(take(&settling, after: 0) == ["b.mp4", "c.mp4", "a.mp4"])
    }

    @Test func theKernelTellsWhoWrites() throws {
        let path = try folder.write("clip", to: "a.mp4")
        #expect(FileWriter.isWriting(path) == false)
        let file = open(path, O_WRONLY)
        #expect(FileWriter.isWriting(path) == true)
        close(file)
        #expect(FileWriter.isWriting(path) == false)
        #expect(FileWriter.isWriting(path + ".no") == nil)
    }

    @Test(arguments: [
        ("clip.mp4", true), ("CLIP.MOV", true), ("a.b.mkv", true), (".clip.mp4", false), ("clip.mp4~", false),
        ("clip.mp4.part", false), ("clip.part.mp4", false), ("clip.jpg", false), ("mp4", false),
        ("clip.mp4.aria2", false),
    ])
    func namesTellWhatMayBeAClip(name: String, mayBe: Bool) { #expect(WatchedFolder.mayBeClip(name) == mayBe) }
}
