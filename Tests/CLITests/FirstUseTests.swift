internal import Foundation
internal import Support
internal import Testing

/// The release program, which loads FFmpeg when it is first needed.
@Suite(.enabled(if: FirstUse.isAwaited, "this program is linked with FFmpeg: only a release build is not"))
struct FirstUseTests {
    @Test func whatNeedsNoFFmpegDoesWithoutIt() throws {
        let dailies = try Dailies()
        let without = try FirstUse.withoutFFmpeg(dailies)
        for arguments in [["--version"], ["library", "list"], ["queue", "list"], ["job", "list"]] {
            let run = try dailies.run(arguments, environment: without)
            #expect(run.status == 0, "\(arguments): \(run.errors)")
        }
    }

    @Test func aMissingFFmpegIsNamedWithItsPackage() throws {
        let dailies = try Dailies()
        let without = try FirstUse.withoutFFmpeg(dailies)
        let clip = try Clip.realShots()
        for arguments in [["probe", clip], ["check", clip], ["shots", clip], ["process", clip], ["fetch", clip]] {
            let run = try dailies.run(arguments, environment: without)
            #expect(run.status == 70, "\(arguments): \(run.errors)")
            #expect(run.errors.contains("apt-get install libavformat"), "\(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        }
        #expect(dailies.names("library/clips") == [] && dailies.names("library/.work") == [])
        let doctor = try dailies.run("doctor", environment: without)
        #expect(doctor.status == 1 && doctor.text.contains("apt-get install libavformat"), "\(doctor.text)")
    }

    /// The linker was told to leave functions open; nothing but FFmpeg's may be.
    @Test func everyFunctionThatIsLeftOpenIsThere() throws {
        let closed = ["LD_BIND_NOW": "1", "LD_PRELOAD": try FirstUse.files().joined(separator: " ")]
        let run = try Dailies().run("--version", environment: closed)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try Dailies().run("--version", environment: ["LD_BIND_NOW": "1"]).status == 127, "the judge judges")
    }
}

/// The files of FFmpeg's libraries, and a machine without them.
private enum FirstUse {
    private static let libraries = ["libavutil", "libswresample", "libavcodec", "libavformat", "libswscale"]

    /// Whether the program starts without FFmpeg.
    static var isAwaited: Bool {
        guard let run = try? Tool("ldd").attempt([Dailies.programPath]), run.status == 0 else { return false }
        return !run.text.contains("libavformat")
    }

    /// "libavutil.so.57" and so on.
    static func files() throws -> [String] {
        try libraries.map { library in
            let version = try Tool("pkg-config").attempt(["--modversion", library]).text
            return "\(library).so.\(try #require(version.split(separator: ".").first))"
        }
    }

    /// An environment in which the system's loader finds something else.
    static func withoutFFmpeg(_ dailies: Dailies) throws -> [String: String] {
        let folder = dailies.folder.file("no FFmpeg")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for file in try files() { try Data("no library\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)")) }
        return ["LD_LIBRARY_PATH": folder]
    }
}
