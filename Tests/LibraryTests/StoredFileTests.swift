import Foundation
import Library
import Testing

struct StoredFileTests {
    @Test func readsAnyPartOfAFile() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("a/b"), withIntermediateDirectories: true)
            try Data("0123456789".utf8).write(to: folder.appendingPathComponent("a/b/c ü"))
            let file = try StoredFile("a/b/c ü", below: folder)
            #expect(file.bytes == 10)
            #expect(try file.read(from: 3, count: 4) == Data("3456".utf8))
            #expect(try file.read(from: 8, count: 100) == Data("89".utf8))
            #expect(try file.read(from: 10, count: 1).isEmpty)
            // Its mark is its own, and another's under the same name is another.
            #expect(try StoredFile("a/b/c ü", below: folder).mark == file.mark)
            try Data("0123456789".utf8).write(to: folder.appendingPathComponent("a/b/d"))
            #expect(try StoredFile("a/b/d", below: folder).mark != file.mark)
            // Whoever has it open reads on, whatever becomes of the name.
            try FileManager.default.removeItem(at: folder.appendingPathComponent("a"))
            #expect(try file.read(from: 0, count: 2) == Data("01".utf8))
        }
    }

    /// Seconds since 1970, of files from a copied disk or a machine with a wrong clock.
    @Test(arguments: [10_413_792_000, 15_000_000_000, -2_000_000_000])
    func aFileOfAnyDateIsRead(_ seconds: Int) throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("a")
            try Data("0".utf8).write(to: url)
            var times = [
                timespec(tv_sec: seconds, tv_nsec: 999_999_999), timespec(tv_sec: seconds, tv_nsec: 999_999_999),
            ]
            #expect(utimensat(AT_FDCWD, url.path, &times, 0) == 0)
            let mark = try StoredFile("a", below: folder).mark
            times[1].tv_nsec -= 1
            #expect(utimensat(AT_FDCWD, url.path, &times, 0) == 0)
            #expect(try StoredFile("a", below: folder).mark != mark)
        }
    }

    @Test func aMarkHidesNoSlash() throws {
        try withTemporaryFolder { folder in
            let inner = folder.appendingPathComponent("a")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
            try Data("12".utf8).write(to: inner.appendingPathComponent("\u{301}b"))
            #expect(try StoredFile("a/\u{301}b", below: folder).bytes == 2)
            #expect(throws: LibraryError.self) { try StoredFile("a/\u{301}b/../../x", below: folder) }
        }
    }

    @Test func noWayLeadsOutOfTheFolder() throws {
        try withTemporaryFolder { top in
            let folder = top.appendingPathComponent("in")
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("sub"), withIntermediateDirectories: true)
            try Data("secret".utf8).write(to: top.appendingPathComponent("out"))
            try FileManager.default.createSymbolicLink(
                atPath: folder.appendingPathComponent("link").path, withDestinationPath: "../out")
            try FileManager.default.createSymbolicLink(
                atPath: folder.appendingPathComponent("up").path, withDestinationPath: "..")
            #expect(mkfifo(folder.appendingPathComponent("pipe").path, 0o600) == 0)
            for path in [
                "../out", "link", "up/out", "sub/../../out", "/etc/hostname", "", ".", "sub", "sub/", "pipe", "none",
                "sub\0", "//",
            ] {
                #expect(throws: LibraryError.self, "\(path)") { try StoredFile(path, below: folder) }
            }
        }
    }
}
