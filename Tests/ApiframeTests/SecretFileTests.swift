@testable internal import Apiframe
internal import Foundation
internal import Support
internal import Testing

/// Files that hold a secret.
struct SecretFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String = "token", mode: mode_t) throws -> String {
        let path = try folder.write("afk_hidden\n", to: name)
        #expect(chmod(path, mode) == 0)
        return path
    }

    @Test(arguments: [0o600, 0o400, 0o700, 0o500] as [mode_t])
    func oneForItsOwnerAloneIsRead(mode: mode_t) throws {
        #expect(try SecretFile.read(try file(mode: mode), upTo: 100) == "afk_hidden\n")
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o602, 0o660, 0o666, 0o610, 0o601] as [mode_t])
    func oneThatOthersCouldReadOrWriteIsRefusedWithWhatMendsIt(mode: mode_t) throws {
        let path = try file("my token", mode: mode)
        let error = #expect(throws: SecretFile.Unusable.self) { try SecretFile.read(path, upTo: 100) }
        #expect(error.map { "\($0)".hasSuffix("run chmod 600 '\(path)'") } == true, "\(error.map { "\($0)" } ?? "")")
        #expect(error.map { "\($0)".contains("afk_hidden") } == false)
    }

    @Test func aMarkThatJoinsAQuotationMarkDoesNotHideIt() throws {
        let path = try file("my'\u{301} token", mode: 0o644)
        let error = #expect(throws: SecretFile.Unusable.self) { try SecretFile.read(path, upTo: 100) }
        #expect(
            error.map {
                "\($0)".unicodeScalars.suffix(12).elementsEqual("my'\\''\u{301} token'".unicodeScalars.suffix(12))
            } == true)
    }

    @Test func aLinkIsWhatItLeadsTo() throws {
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: try file(mode: 0o644))
        #expect(throws: SecretFile.Unusable.self) { try SecretFile.read(link, upTo: 100) }
        _ = try file(mode: 0o600)
        #expect(try SecretFile.read(link, upTo: 100) == "afk_hidden\n")
    }

    @Test func aPipeIsForWhoeverHoldsItsEnd() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("afk_hidden\n".utf8))
        try pipe.fileHandleForWriting.close()
        let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
        #expect(try SecretFile.read(path, upTo: 100) == "afk_hidden\n")
    }

    @Test func noMoreIsReadThanIsAskedFor() throws {
        #expect(try SecretFile.read(try file(mode: 0o600), upTo: 3) == "afk")
    }

    @Test func oneThatIsNotThereIsNamed() throws {
        let error = #expect(throws: SecretFile.Unusable.self) { try SecretFile.read(folder.file("none"), upTo: 1) }
        #expect(error.map { "\($0)" } == "\(folder.file("none")) cannot be read: No such file or directory")
    }
}
