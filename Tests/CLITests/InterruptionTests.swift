internal import Foundation
internal import Support
internal import Testing

/// Signals, death and full disks leave no half-made clip.
@Suite(.serialized, .enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct InterruptionTests {
    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func aSignalEndsTheWorkAndLeavesNothing(signal: Int32, code: Int32) throws {
        let dailies = try Dailies()
        let process = try dailies.start("process", try Self.longClip())
        try waitForWork(of: dailies)
        process.signal(signal)
        #expect(process.wait() == code)
        #expect(dailies.names("library/clips") == [])
        #expect(dailies.names("library/.work") == [])
    }

    @Test func deathLeavesNoClipAndTheNextRunCompletes() throws {
        let dailies = try Dailies()
        let clip = try Self.longClip()
        for _ in 0..<2 {
            let process = try dailies.start("process", clip)
            try waitForWork(of: dailies)
            process.signal(SIGKILL)
            process.wait()
            #expect(dailies.names("library/clips") == [])
        }
        let run = try dailies.run(
            "process", clip, "--pipeline", try dailies.folder.write("description: x\n", to: "p.yaml"))
        #expect(run.status == 0, "\(run.errors)")
        #expect(dailies.names("library/clips").count == 1)
        #expect(dailies.names("library/.work") == [], "the dead runs' folders are swept")
    }

    @Test func aRunWithNothingToDoSweepsTheWorkOfOneThatDied() throws {
        let dailies = try Dailies()
        let clip = try Clip.blackThenWhite()
        #expect(try dailies.run("process", clip).status == 0)
        _ = mkdir(dailies.folder.file("library/.work/dead-1-a"), 0o755)
        _ = FileManager.default.createFile(atPath: dailies.folder.file("library/.work/dead-1-a.lock"), contents: nil)
        #expect(try dailies.run("process", clip, "--json").clips().first?["state"] as? String == "alreadyThere")
        #expect(dailies.names("library/.work") == [])
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "only root can mount a small disk"))
    func aFullDiskIsAnErrorAndLeavesNothing() throws {
        let dailies = try Dailies()
        let disk = try SmallDisk(at: dailies.folder.file("disk"), kilobytes: 200)
        let run = try dailies.run("process", try Self.longClip(), "--library", "disk/library")
        #expect(run.status == 5, "\(run.errors)")
        #expect(run.errors.contains("No space left on device"), "\(run.errors)")
        #expect(dailies.names("disk/library/clips") == [])
        #expect(dailies.names("disk/library/.work") == [])
        withExtendedLifetime(disk) {}
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "only root can mount a read-only disk"))
    func aReadOnlyDiskIsAnError() throws {
        let dailies = try Dailies()
        let disk = try SmallDisk(at: dailies.folder.file("disk"), kilobytes: 200, readOnly: true)
        let run = try dailies.run("process", try Clip.blackThenWhite(), "--library", "disk/library")
        #expect(run.status == 5, "\(run.errors)")
        withExtendedLifetime(disk) {}
    }

    /// Long enough to be stopped in the middle, also in a release build.
    private static func longClip() throws -> String {
        try Clip.made("long.mp4", ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=60:d=20", "-preset", "ultrafast"])
    }

    private func waitForWork(of dailies: Dailies) throws {
        for _ in 0..<400 {
            if dailies.names("library/.work").contains(where: { name in
                !dailies.names("library/.work/\(name)/.proxies").isEmpty
            }) {
                return
            }
            usleep(25_000)
        }
        Issue.record("the work did not begin")
    }
}

/// A file system of a known size, unmounted with the last reference to it.
final class SmallDisk {
    private let path: String

    static let isAvailable = getuid() == 0 && Tool("mount").isInstalled && (try? SmallDisk.canMount()) == true

    init(at path: String, kilobytes: Int, readOnly: Bool = false) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Tool("mount").run(["-t", "tmpfs", "-o", "size=\(kilobytes)k\(readOnly ? ",ro" : "")", "tmpfs", path])
    }

    deinit { _ = try? Tool("umount").attempt([path]) }

    private static func canMount() throws -> Bool {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(at: folder.file("disk"), kilobytes: 64)
        withExtendedLifetime(disk) {}
        return true
    }
}
