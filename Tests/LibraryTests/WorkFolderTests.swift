import Foundation
import Library
import Support
import Testing

@Suite struct WorkFolderTests {
    @Test func sweepKeepsWhatIsHeldAndRemovesWhatIsNot() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let live = try store.newWork(for: Example.minimal.id)
            let area = live.url.deletingLastPathComponent()
            #expect(live.url.lastPathComponent.hasPrefix("3fa93fa93fa93fa9-"))
            // What a killed process leaves: a folder and a lock file that nobody holds.
            let dead = area.appendingPathComponent("dead-1-a", isDirectory: true)
            try FileManager.default.createDirectory(at: dead, withIntermediateDirectories: true)
            try Data("half".utf8).write(to: dead.appendingPathComponent("source.mp4"))
            try Data().write(to: area.appendingPathComponent("dead-1-a.lock"))
            // And one that was killed between two steps of tidying up.
            try Data().write(to: area.appendingPathComponent("dead-2-b.lock"))
            try FileManager.default.createDirectory(
                at: area.appendingPathComponent("dead-3-c"), withIntermediateDirectories: true)

            #expect(try store.sweep() == ["dead-1-a", "dead-3-c"])
            let left = try FileManager.default.contentsOfDirectory(atPath: area.path).sorted()
            #expect(left == [live.url.lastPathComponent, live.url.lastPathComponent + ".lock"])
            try Data().write(to: live.url.appendingPathComponent("still here"))
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/sh")))
    func anotherProcessHoldsItsWorkUntilItIsKilled() throws {
        try withTemporaryFolder { root throws in
            let area = root.appendingPathComponent(".work")
            let theirs = area.appendingPathComponent("theirs")
            try FileManager.default.createDirectory(at: theirs, withIntermediateDirectories: true)
            let lock = area.appendingPathComponent("theirs.lock")
            let said = root.appendingPathComponent("said").path
            let process = try ChildProcess(
                "/bin/sh", ["-c", #"exec 9>"$1"; flock 9; echo held; exec sleep 60"#, "sh", lock.path], output: said)
            for _ in 0..<400 where try bytes(of: said).isEmpty { usleep(25_000) }

            #expect(try ClipStore(root: root).sweep() == [])
            #expect(FileManager.default.fileExists(atPath: theirs.path))
            process.end()
            #expect(try ClipStore(root: root).sweep() == ["theirs"])
        }
    }

    @Test func manySweepsAndWorkersGetAlong() async throws {
        try await withTemporaryFolder { root async throws in
            let store = ClipStore(root: root)
            try await withThrowingTaskGroup { group in
                for number in 0..<40 {
                    group.addTask {
                        if number % 4 == 0 { try store.sweep() }
                        let work = try store.newWork()
                        try Data("x".utf8).write(to: work.url.appendingPathComponent("file"))
                        try store.sweep()
                        #expect(FileManager.default.fileExists(atPath: work.url.path + "/file"))
                    }
                }
                try await group.waitForAll()
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: root.path + "/.work") == [])
        }
    }
}
