internal import Foundation
internal import Support
internal import Testing

/// Each command of the library on a made one. `scripts/bench-library` runs them on 10,000 clips, with times.
@Suite(.enabled(if: Tool("python3").isInstalled, "python3 is not installed"))
struct LibraryCommandTests {
    private let library: MadeLibrary

    init() throws { library = try MadeLibrary(clips: 120) }

    @Test func listsFiltersAndOrders() throws {
        let all = try library.listed("list")
        #expect(all.count == 120 && Set(all) == Set(library.ids))
        #expect(try library.listed("list", "--reverse") == all.reversed())
        #expect(try library.listed("list", "--limit", "7") == Array(all.prefix(7)))
        let failed = try library.listed("list", "--verdict", "fail")
        let judged = try library.listed("list", "--verdict", "warn", "--verdict", "fail")
        #expect(!failed.isEmpty && Set(failed).isSubset(of: judged) && judged.count < 60)
        let kling = try library.listed("list", "--model", "kling*")
        let veo = try library.listed("list", "--model", "veo-3.1")
        #expect(kling.count + veo.count == 120 && Set(kling).isDisjoint(with: veo))
        let long = try library.run("list", "--min-duration", "10", "--sort", "duration", "--json").clips()
        let seconds = long.compactMap { $0["seconds"] as? Double }
        #expect(!seconds.isEmpty && seconds.min()! >= 10 && seconds == seconds.sorted(by: >))
        let group = try library.run("list", "--group", "work 7", "--sort", "group")
        #expect(
            group.text.split(separator: "\n").map { $0.suffix(14) }.map(String.init) == [
                "work 7, French", "work 7, German", "ork 7, Italian",
            ])
        let limited = try library.run("list", "--limit", "1")
        #expect(limited.text.split(separator: "\n").count == 1 && limited.errors.contains("119 more"))
        for wrong in [
            ["--from", "soon"], ["--verdict", "good"], ["--sort", "size"], ["--min-bytes", "much"], ["--limit", "-1"],
        ] {
            let run = try library.dailies.run(["library", "list"] + wrong)
            #expect(run.status == 2 && run.errors.contains(wrong[0]), "\(wrong): \(run.errors)")
        }
    }

    @Test func searchesAndShows() throws {
        let found = try library.run("search", "take", "97", "--json").clips()
        let best = try #require(found.first)
        #expect((best["prompt"] as? String)?.hasSuffix("take 97") == true && best["excerpt"] as? String != nil)
        let id = try #require(best["id"] as? String)
        let shown = try library.run("show", String(id.prefix(10)))
        for text in [id, best["prompt"] as? String ?? "?", "Order", "290 credits", "shots/shot-02.mp4"] {
            #expect(shown.text.contains(text), "\(text)")
        }
        #expect(try library.run("show", id, "--json").json()["id"] as? String == id)
        let none = try library.run("search", "zebra")
        #expect(none.status == 0 && none.text.isEmpty && none.errors.contains("no such clips"))
        #expect(try library.run("show", "ffffffffffffffff").status == 2)
        #expect(try library.run("search").status == 2)
    }

    @Test func removesRestoresAndPurges() throws {
        let before = try library.run("list", "--json").output
        let (one, two) = (library.ids[3], library.ids[4])
        #expect(try library.run("remove", one, "zzz").status == 2 && library.ids.contains(one), "all or none")
        #expect(try library.run("remove", one, two).status == 0)
        #expect(try library.listed("list").count == 118 && library.listed("list", "--removed").sorted() == [one, two])
        #expect(try library.run("rebuild").text.hasPrefix("118 clips") && library.run("verify").status == 0)
        #expect(try library.run("restore", one, two).status == 0)
        #expect(try library.run("list", "--json").output == before)
        _ = try library.run("remove", one)
        #expect(try library.run("remove", "--purge", one, two, "--json").json()["purged"] as? [String] == [one, two])
        #expect(try library.listed("list", "--removed") == [] && library.listed("list").count == 118)
        _ = try library.run("remove", library.ids[0])
        #expect(try library.run("remove", "--empty-trash").text.contains("1 clip deleted"))
        #expect(try library.run("remove").status == 2)
        #expect(library.dailies.names("library/.work") == [])
    }

    @Test func countsTheDisk() throws {
        let use = try library.run("du", "--json").json()
        let kinds = try #require(use["kinds"] as? [[String: Any]])
        func files(_ kind: String) -> Int? { kinds.first { $0["kind"] as? String == kind }?["files"] as? Int }
        #expect(use["clips"] as? Int == 120 && files("sources") == 120 && files("thumbnails") == 240)
        let bytes = kinds.compactMap { $0["bytes"] as? Int }
        #expect(use["bytes"] as? Int == bytes.reduce(0, +))
        #expect(try library.run("du").text.hasSuffix("120 clips\n"))
    }

    @Test func namesTheClipsThatNoListCanShow() throws {
        let file = library.dailies.folder.file("library/clips/\(library.ids[1])/clip.json")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing(#/"width" ?: ?[0-9]+/#, with: "\"width\": -5").write(
            toFile: file, atomically: true, encoding: .utf8)
        _ = try library.run("rebuild")
        let run = try library.run("list", "--limit", "0")
        let lines = String(decoding: run.output, as: UTF8.self)
        #expect(run.status == 0 && lines.contains(library.ids[0]) && lines.contains(library.ids[2]))
        #expect(run.errors.contains("not listed: \(library.ids[1]): media.video.width is -5, not 1 to 2147483647"))
        let shown = try library.run("show", library.ids[1])
        #expect(shown.status == 3 && shown.errors.contains("media.video.width is -5"))
    }

    @Test func exportsTables() throws {
        let csv = try library.run("export", "--format", "csv")
        try csv.output.write(to: URL(fileURLWithPath: library.dailies.folder.file("clips.csv")))
        let read =
            "import csv, sys; rows = list(csv.DictReader(open(sys.argv[1], newline=''))); print(len(rows), rows[0]['prompt'])"
        let rows = try Tool("python3").run(["-c", read, library.dailies.folder.file("clips.csv")]).text
        #expect(rows.hasPrefix("120 A ") && rows.contains(", film grain, take "), "commas are inside quotes")
        let lines = try library.run("export", "--format", "jsonl", "--verdict", "pass", "--limit", "5").text
        #expect(lines.split(separator: "\n").count == 5 && lines.hasPrefix("{"))
        let whole = try library.run("export", "--format", "jsonl", "--sidecars", library.ids[0], library.ids[9])
        let ids = try whole.text.split(separator: "\n").map { line in
            try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["id"] as? String
        }
        #expect(ids == [library.ids[0], library.ids[9]], "in the order in which they are named")
        #expect(try library.run("export", "--format", "csv", "--fps", "24").status == 2)
        #expect(try library.run("export", "--format", "otio", "--words", "zebra").status == 2)
        #expect(try library.run("export", library.ids[0], "--verdict", "pass").status == 2)
    }

    @Test func findsWhatIsWrong() throws {
        let clean = try library.run("verify", "--json")
        #expect(clean.status == 0 && (try? clean.clips().count) == 120, "\(clean.errors)")
        let folder = "library/clips/\(library.ids[0])"
        _ = try library.dailies.folder.write("mine", to: "\(folder)/notes.txt")
        _ = try library.dailies.folder.write("x", to: "library/clips/loose.txt")
        let sidecar = library.dailies.folder.file("library/clips/\(library.ids[1])/clip.json")
        let text = try String(contentsOfFile: sidecar, encoding: .utf8)
        try text.replacing(#""schemaVersion": 1"#, with: #""schemaVersion": 1, "weather": 5"#)
            .write(toFile: sidecar, atomically: true, encoding: .utf8)
        let run = try library.run("verify", "--json")
        let wrong = try run.clips().filter { ($0["findings"] as? [String])?.isEmpty == false }
        #expect(run.status == 3 && wrong.count == 2)
        #expect(wrong[0]["findings"] as? [String] == ["notes.txt is not listed in the sidecar"])
        let complaint = "the sidecar is not as its schema says: the document has weather, which is unknown"
        #expect(wrong[1]["findings"] as? [String] == [complaint])
        #expect(try run.json()["library"] as? [String] == ["clips/loose.txt is no clip"])
        // What is taken away by hand is gone from the list at once; that is no fault.
        let gone = library.ids[7]
        try FileManager.default.removeItem(atPath: library.dailies.folder.file("library/clips/\(gone)"))
        #expect(try library.listed("list").count == 119 && !library.listed("list").contains(gone))
        #expect(try !library.run("verify").text.contains("the catalogue"))
    }

    @Test func verifyFindsACatalogueThatSaysSomethingElse() throws {
        // An hour ago, so that nothing has changed since, and nothing is looked at again.
        let hourAgo = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -3600)]
        let clips = library.dailies.folder.file("library/clips")
        try FileManager.default.setAttributes(hourAgo, ofItemAtPath: clips)
        #expect(try library.run("verify").status == 0)
        let script = """
            import sqlite3, sys
            d = sqlite3.connect(sys.argv[1]); d.execute("UPDATE clips SET verdict = 'fail', shots = 77 WHERE number = 5"); d.commit()
            """
        _ = try Tool("python3").run(["-c", script, library.dailies.folder.file("library/catalogue.sqlite")])
        let found = try library.run("verify")
        #expect(found.status == 3 && found.text.contains("the catalogue is wrong about 1 clip,"), "\(found.text)")
        #expect(try library.run("verify", "--repair").text.contains("the catalogue was made again"))
        #expect(try library.run("verify").status == 0)
    }
}
