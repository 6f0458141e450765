import Foundation
import Library
import Testing

@Suite struct FileHashTests {
    @Test func agreesWithThePublishedExample() throws {
        try withTemporaryFolder { folder throws in
            let file = folder.appendingPathComponent("abc")
            try Data("abc".utf8).write(to: file)
            // FIPS 180-2, appendix B.1.
            let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            #expect(try FileHash.sha256(of: file).sha256.text == expected)
        }
    }

    @Test func copiesManyPiecesAndHashesThemOnTheWay() throws {
        try withTemporaryFolder { folder throws in
            let data = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
            let file = folder.appendingPathComponent("big")
            let copy = folder.appendingPathComponent("copy")
            try data.write(to: file)
            let found = try FileHash.copyHashing(from: file, to: copy)
            #expect(found == (try FileHash.sha256(of: file)))
            #expect(found.bytes == data.count)
            #expect(try Data(contentsOf: copy) == data)
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func saysWhenTheDiskIsFull() throws {
        let error = LibraryError.cannotWrite(path: "/dev/full", reason: "No space left on device")
        #expect(throws: error) {
            try FileHash.copyHashing(from: URL(fileURLWithPath: #filePath), to: URL(fileURLWithPath: "/dev/full"))
        }
        #expect("\(error)" == "cannot write /dev/full: No space left on device")
    }

    @Test func blamesTheReaderForWhatCannotBeRead() throws {
        try withTemporaryFolder { folder throws in
            let copy = folder.appendingPathComponent("copy")
            #expect(throws: LibraryError.cannotRead(path: folder.path, reason: "Is a directory")) {
                try FileHash.copyHashing(from: folder, to: copy)
            }
        }
    }
}
