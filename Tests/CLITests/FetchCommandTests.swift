internal import Foundation
internal import Support
internal import Testing

/// `dailies fetch` and `dailies process URL`, against servers on this machine.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct FetchCommandTests {
    private let permitted = ["DAILIES_ALLOW_PRIVATE": "1"]

    private func server(_ clip: String) throws -> FaultServer {
        let good = GoodServer(content: try bytes(of: clip))
        return try FaultServer { good.serve($0, $1) }
    }

    @Test func aFetchedClipIsProcessedLaterWithoutNetworkAndIsTheSameClip() throws {
        let dailies = try Dailies()
        var server: FaultServer? = try server(try Clip.realShots())
        let url = server!.url("/a/night%20train.mp4?Signature=topsecret")
        let fetched = try dailies.run("fetch", url, "--json", environment: permitted)
        #expect(fetched.status == 0, "\(fetched.errors)")
        let clip = try #require(try fetched.clips().first)
        let id = try #require(clip["id"] as? String)
        #expect(clip["state"] as? String == "stored" && clip["input"] as? String == server!.url("/a/night%20train.mp4"))
        #expect(dailies.names("library/clips/\(id)") == ["clip.json", "source.mp4"])
        #expect(dailies.names("library/.fetch") == [] && dailies.names("library/.work") == [])
        var sidecar = try dailies.sidecar(id)
        #expect(sidecar["analysis"] is NSNull)
        let source = try #require(sidecar["source"] as? [String: Any])
        #expect(source["url"] as? String == server!.url("/a/night%20train.mp4"))
        #expect(source["originalName"] as? String == "night train.mp4")
        #expect(try bytes(of: dailies.folder.file("library/clips/\(id)/source.mp4")) == bytes(of: try Clip.realShots()))
        #expect(try dailies.run("library", "verify").status == 0)
        #expect(try dailies.run("library", "list").text.contains("night train.mp4"))

        server = nil
        let processed = try dailies.run("process", id, "--json")
        #expect(processed.status == 0, "\(processed.errors)")
        #expect(try processed.clips().first?["id"] as? String == id)
        #expect(dailies.names("library/clips") == [id])
        sidecar = try dailies.sidecar(id)
        #expect((sidecar["shots"] as? [Any])?.count == 3)
        let kept = try #require(sidecar["source"] as? [String: Any])
        #expect(
            kept["originalName"] as? String == "night train.mp4" && kept["url"] as? String == source["url"] as? String)
        #expect(kept["fetchedAt"] as? String == source["fetchedAt"] as? String)
        for run in [fetched, processed] { #expect(!(run.text + run.errors).contains("topsecret")) }
        #expect(try Tool("grep").attempt(["-r", "topsecret", dailies.folder.file("library")]).status == 1)
    }

    @Test func processTakesAURL() throws {
        let dailies = try Dailies()
        let server = try server(try Clip.realShots())
        let run = try dailies.run("process", server.url("/clip.mp4?key=topsecret"), "--allow-private", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let id = try #require(try run.clips().first?["id"] as? String)
        #expect(dailies.names("library/clips/\(id)").contains("shots") && dailies.names("library/.fetch") == [])
        let again = try dailies.run("fetch", server.url("/clip.mp4?key=othersecret"), "--allow-private", "--json")
        #expect(try again.clips().first?["state"] as? String == "alreadyThere")
        #expect(
            try dailies.run("process", "library/clips/\(id)/source.mp4", "--json").clips().first?["id"] as? String == id
        )
        #expect(try Tool("grep").attempt(["-r", "secret", dailies.folder.file("library")]).status == 1)
    }

    @Test func severalInputsKeepTheirOrderAndOneFailureStopsNoOther() throws {
        let dailies = try Dailies()
        let good = GoodServer(content: try bytes(of: try Clip.realShots()))
        let other = GoodServer(content: try bytes(of: try Clip.blackThenWhite()))
        let server = try FaultServer { request, connection in
            switch request.path {
            case "/slow.mp4":
                usleep(400_000)
                good.serve(request, connection)
            case "/page.mp4":
                connection.head("200 OK", "Connection: close")
                connection.body(Array("<html><title>Nothing here</title></html>".utf8))
            case "/gone.mp4": connection.head("410 Gone", "Content-Length: 0")
            default: other.serve(request, connection)
            }
        }
        let paths = ["/slow.mp4", "/page.mp4", "/gone.mp4", "/fast.mp4"]
        let run = try dailies.run(
            ["fetch"] + paths.map(server.url) + ["--json", "--jobs", "4", "--progress", "json"], environment: permitted)
        #expect(run.status == 4, "the highest of 0, 3 and 4: \(run.errors)")
        let clips = try run.clips()
        #expect(clips.map { $0["input"] as? String } == paths.map(server.url))
        #expect(clips.map { $0["state"] as? String } == ["stored", "failed", "failed", "stored"])
        #expect(run.errors.contains("“Nothing here”") && run.errors.contains("HTTP 410"))
        #expect(dailies.names("library/clips").count == 2 && dailies.names("library/.fetch") == [])
        let progress = run.errors.split(separator: "\n").filter { $0.hasPrefix("{") }
        #expect(progress.contains { $0.contains("\"step\":\"fetch\"") && $0.contains("slow.mp4") }, "\(run.errors)")
    }

    @Test func whatFailsLeavesNothingBehind() throws {
        let dailies = try Dailies()
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "Connection: close")
            connection.body(Array("hello".utf8))
        }
        #expect(try dailies.run("fetch", server.url(), environment: permitted).status == 3)
        let refused = try dailies.run("fetch", server.url())
        #expect(refused.status == 4 && refused.errors.contains("--allow-private"), "\(refused.errors)")
        #expect(try dailies.run("process", "http://2130706433:\(server.port)/clip.mp4").status == 4)
        #expect(try dailies.run("fetch", "ftp://127.0.0.1/clip.mp4").status == 2)
        #expect(try dailies.run("fetch", "https:///clip.mp4").status == 2)
        #expect(try dailies.run("fetch", server.url(), "--jobs", "0").status == 2)
        #expect(server.requests.count == 1)
        #expect(dailies.names("") == [])
    }

    @Test func whatFailsLeavesTheFoldersThatWereThereBefore() throws {
        let dailies = try Dailies()
        let server = try FaultServer { _, connection in connection.head("410 Gone", "Content-Length: 0") }
        mkdir(dailies.folder.file("mine"), 0o700)
        for folder in ["mine", "new", "mine/new/deeper"] {
            for command in ["fetch", "process"] {
                let run = try dailies.run(
                    command, server.url("/clip.mp4"), "--allow-private", "--library", folder)
                #expect(run.status == 4, "\(run.errors)")
            }
        }
        #expect(dailies.names("") == ["mine"] && dailies.names("mine") == [])
        let mode =
            try FileManager.default.attributesOfItem(atPath: dailies.folder.file("mine"))[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }

    @Test(arguments: [(SIGKILL, Int32(137)), (SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func aDownloadThatWasStoppedGoesOn(signal: Int32, code: Int32) throws {
        let dailies = try Dailies()
        let content = try bytes(of: try Clip.realShots())
        let good = GoodServer(content: content)
        let server = try FaultServer { request, connection in
            good.serve(request, connection, upTo: request.number == 1 ? content.count / 2 : nil)
            if request.number == 1 { connection.stall() }
        }
        let process = try dailies.start("fetch", server.url("/clip.mp4?key=topsecret"), "--allow-private")
        for _ in 0..<400 where !dailies.hasPartial(of: content.count / 2) { usleep(25_000) }
        let arguments = try bytes(of: "/proc/\(process.id)/cmdline")
        #expect(!String(decoding: arguments, as: UTF8.self).contains("topsecret"))
        process.signal(signal)
        #expect(process.wait() == code)
        #expect(dailies.names("library/clips") == [])
        let run = try dailies.run("fetch", server.url("/clip.mp4?key=topsecret"), "--allow-private", "--json")
        #expect(run.status == 0, "\(run.errors)")
        #expect(server.requests.count == 2 && server.requests[1].from == content.count / 2)
        #expect(server.bodyBytes == content.count)
    }

    @Test func secretsOfURLsAreBlankedWhereverInAnArgumentTheyStand() throws {
        let dailies = try Dailies()
        let server = try FaultServer { _, connection in
            connection.head("200 OK", "Content-Length: 100000")
            connection.body([1])
            connection.stall()
        }
        let process = try dailies.start(
            "process", server.url("/clip.mp4?key=topsecret"), "--allow-private",
            "--group=of https://me:topsecret@a.example/b?c=topsecret and https://d.example?topsecret", "--variant",
            "http://topsecret@e.example", "--prompt-writer=\"ftp://f.example/?topsecret\"")
        defer {
            process.signal(SIGKILL)
            process.wait()
        }
        for _ in 0..<400 where server.requests.isEmpty { usleep(25_000) }
        let arguments = String(decoding: try bytes(of: "/proc/\(process.id)/cmdline"), as: UTF8.self)
        #expect(!arguments.contains("topsecret"), "\(arguments)")
        #expect(arguments.contains(" and https://d.example?xxx") && arguments.contains("@a.example/b?"))
    }

    @Test(.enabled(if: SmallDisk.isAvailable, "only root can mount a small disk"))
    func aFullDiskIsAnErrorBeforeAndDuringTheDownload() throws {
        let dailies = try Dailies()
        let disk = try SmallDisk(at: dailies.folder.file("disk"), kilobytes: 1500)
        let clip = [UInt8](try bytes(of: try Clip.realShots())) + [UInt8](repeating: 0, count: 3_000_000)
        let good = GoodServer(content: clip)
        let honest = try FaultServer { good.serve($0, $1) }
        let silent = try FaultServer { _, connection in
            connection.head("200 OK", "Connection: close")
            connection.body(clip)
        }
        for server in [honest, silent] {
            let run = try dailies.run("fetch", server.url(), "--library", "disk/library", environment: permitted)
            #expect(run.status == 5 && run.errors.contains("No space left on device"), "\(run.errors)")
            #expect(dailies.names("disk/library/clips") == [])
        }
        #expect(honest.requests.count == 1, "it is not tried again")
        withExtendedLifetime(disk) {}
    }

    @Test func beginningsThatNobodyCameBackForAreSwept() throws {
        let dailies = try Dailies()
        let hallway = dailies.folder.file("library/.fetch")
        for (name, file, days) in [
            ("forgotten", "clip.partial", 40.0), ("recent", "clip.partial", 20), ("whole", "clip", 400),
        ] {
            try FileManager.default.createDirectory(atPath: "\(hallway)/\(name)", withIntermediateDirectories: true)
            for file in [file, "clip.partial.json"] {
                let path = try dailies.folder.write("x", to: "library/.fetch/\(name)/\(file)")
                try FileManager.default.setAttributes(
                    [.modificationDate: Date(timeIntervalSinceNow: -days * 86_400)], ofItemAtPath: path)
            }
        }
        let server = try server(try Clip.realShots())
        #expect(try dailies.run("fetch", server.url(), environment: permitted).status == 0)
        #expect(dailies.names("library/.fetch") == ["recent", "whole"], "what came whole may be the only copy")
    }

    @Test(
        .enabled(if: ProcessInfo.processInfo.environment["DAILIES"] != nil, "memory is a matter of the release build"),
        .enabled(if: Tool("python3").isInstalled, "python3 is not installed"))
    func aDownloadTakesTheSameLittleMemoryForAnySize() throws {
        let dailies = try Dailies()
        // A box that means nothing makes it large: 0x0BEBC200 is 200,000,000.
        let padding = [0x0B, 0xEB, 0xC2, 0x00] + Array("free".utf8) + [UInt8](repeating: 0, count: 199_999_992)
        let clip = try bytes(of: try Clip.realShots()) + padding
        let good = GoodServer(content: clip)
        let server = try FaultServer { good.serve($0, $1) }
        // The kernel's own count of the most that the program had, in kB.
        let measure = """
            import resource, subprocess, sys
            code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
            print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        let run = try Tool("python3").attempt(
            ["-c", measure, Dailies.programPath, "fetch", server.url(), "--library", dailies.folder.file("library")],
            environment: permitted)
        let numbers = run.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        #expect(numbers.first == 0, "\(run.errors)")
        #expect(try #require(numbers.last) < 85_000, "200 MB came; FFmpeg's libraries alone have 30 MB")
    }

    @Test func aFileIsStoredAsItIs() throws {
        let dailies = try Dailies()
        let clip = try Clip.realShots()
        let stored = try dailies.run("fetch", clip, "--json").clips().first
        #expect(stored?["state"] as? String == "stored")
        let processed = try dailies.run("process", clip, "--json").clips().first
        #expect(
            processed?["id"] as? String == stored?["id"] as? String && processed?["state"] as? String == "processed")
        #expect(try bytes(of: clip).count > 0, "the file itself stays where it is")
    }

    @Test func urlsMayComeOnStandardInput() throws {
        let dailies = try Dailies()
        let server = try server(try Clip.realShots())
        let list = try dailies.folder.write("\(server.url())\n\n", to: "urls.txt")
        let run = try Tool("sh").attempt(
            ["-c", "'\(Dailies.programPath)' fetch - --allow-private < '\(list)'"], in: dailies.folder.path)
        #expect(run.status == 0 && run.text.contains("dailies process"), "\(run.errors)")
    }
}

extension Dailies {
    /// Whether so many bytes of a download are here.
    func hasPartial(of count: Int) -> Bool {
        names("library/.fetch").contains { name in
            (try? bytes(of: folder.file("library/.fetch/\(name)/clip.partial")).count) == count
        }
    }
}
