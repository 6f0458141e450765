internal import Foundation
internal import Support
internal import Testing

/// `dailies fetch` looks at what it fetched in a process of its own.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct ProbeProcessTests {
    @Test func aStoredClipIsDescribedAsProbeDescribesIt() throws {
        for clip in [try Clip.realShots(), try Clip.threeShots(), try Clip.blackThenWhite()] {
            let dailies = try Dailies()
            let stored = try #require(try dailies.run("fetch", clip, "--json").clips().first)
            let sidecar = try dailies.sidecar(try #require(stored["id"] as? String))
            let probed = try dailies.run("probe", clip, "--json").json()
            #expect(NSDictionary(dictionary: probed) == sidecar["media"] as? NSDictionary)
        }
    }

    @Test func aReaderThatAFileBringsDownIsAnErrorAndNothingIsLost() throws {
        let dailies = try Dailies()
        let content = try bytes(of: try Clip.realShots())
        let good = GoodServer(content: content)
        let server = try FaultServer { good.serve($0, $1) }
        let crashing = ["LD_PRELOAD": try crashingReader(in: dailies.folder), "DAILIES_ALLOW_PRIVATE": "1"]
        let run = try dailies.run("fetch", server.url(), environment: crashing)
        #expect(run.status == 3 && run.errors.contains("reading it ended in a crash"), "\(run.status) \(run.errors)")
        #expect(dailies.names("library/clips") == [] && dailies.names("library/.work") == [])
        let again = try dailies.run("fetch", server.url(), "--json", environment: ["DAILIES_ALLOW_PRIVATE": "1"])
        #expect(try again.clips().first?["state"] as? String == "stored", "\(again.errors)")
        #expect(server.requests.count == 1, "what came is kept")
    }

    @Test func aReaderThatEndedBeforeItWasAskedIsReplaced() throws {
        let download = try StalledDownload()
        let reader = try #require(download.reader())
        kill(reader, SIGSEGV)
        download.server.release()
        #expect(download.process.wait() == 0)
        #expect(download.dailies.names("library/clips").count == 1 && download.dailies.names("library/.fetch") == [])
    }

    @Test(arguments: [SIGKILL, SIGTERM])
    func theReaderEndsWithTheProgram(signal: Int32) throws {
        let download = try StalledDownload()
        let reader = try #require(download.reader())
        download.process.signal(signal)
        download.process.wait()
        for _ in 0..<200 where FileManager.default.fileExists(atPath: "/proc/\(reader)/exe") { usleep(25_000) }
        #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(reader)/exe")) == nil)
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["DAILIES"] != nil, "it is so of the release build"))
    func neitherProcessTakesSixtyMegabytes() throws {
        let download = try StalledDownload(megabytes: 40)
        let reader = try #require(download.reader())
        for process in [download.process.id, reader] {
            let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
            let kilobytes = try #require(
                line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
            #expect((1000..<58_500).contains(kilobytes), "\(line)")
        }
    }

    /// A library in which FFmpeg's reader of files crashes.
    private func crashingReader(in folder: TemporaryFolder) throws -> String {
        let (source, library) = (folder.file("crash.c"), folder.file("crash.so"))
        try Data("int avformat_open_input(void) { __builtin_trap(); }\n".utf8).write(to: URL(fileURLWithPath: source))
        try Tool("clang").run(["-shared", "-fPIC", "-o", library, source])
        return library
    }
}

/// `dailies fetch` in the middle of a download that goes no further until it is told to.
private struct StalledDownload {
    let dailies: Dailies
    let server: StallingServer
    let process: ChildProcess

    init(megabytes: Int = 1) throws {
        dailies = try Dailies()
        server = try StallingServer(try bytes(of: try Clip.realShots()), padded: megabytes << 20)
        process = try dailies.start("fetch", server.url, "--allow-private")
        for _ in 0..<400 where !dailies.hasPartial(of: server.half) { usleep(25_000) }
    }

    /// The process that looks at files.
    func reader() -> pid_t? {
        let parent = process.id
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
        let children = threads.flatMap { thread in
            let list = try? String(contentsOfFile: "/proc/\(parent)/task/\(thread)/children", encoding: .utf8)
            return list?.split(separator: " ").compactMap { pid_t($0) } ?? []
        }
        return children.first
    }
}

/// Serves half of a clip, and the rest when it is released.
private final class StallingServer: Sendable {
    let half: Int
    private let server: FaultServer
    private let gate = DispatchSemaphore(value: 0)
    var url: String { server.url("/clip.mp4") }

    init(_ clip: [UInt8], padded size: Int) throws {
        let length = max(8, size - clip.count)
        let header = withUnsafeBytes(of: UInt32(length).bigEndian, Array.init) + Array("free".utf8)
        let content = clip + header + [UInt8](repeating: 0, count: length - 8)
        half = content.count / 2
        let (gate, half) = (gate, half)
        server = try FaultServer { _, connection in
            connection.head("200 OK", "Content-Length: \(content.count)", "Connection: close")
            connection.body(Array(content[..<half]))
            gate.wait()
            gate.signal()
            connection.body(Array(content[half...]))
        }
    }

    func release() { gate.signal() }

    deinit { gate.signal() }
}
