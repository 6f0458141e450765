import Foundation
import Library
import Support
import Testing
import Timing

/// What the catalogue answers about clips that differ in one thing each.
@Suite struct CatalogueSearchTests {
    /// A clip whose hash begins with its number.
    private func clip(_ number: Int, _ change: (inout Sidecar) -> Void = { _ in }) -> Sidecar {
        var sidecar = Example.full
        let hash = SHA256Hex(String(repeating: "0", count: 12) + "000\(number)" + String(repeating: "a", count: 48))!
        sidecar.id = ClipID(sha256: hash)
        sidecar.source = .init(
            file: "source.mp4", bytes: 1, sha256: hash, originalName: "clip \(number).mp4",
            fetchedAt: Date(timeIntervalSince1970: 1_780_000_000 + Double(number) * 86_400))
        (sidecar.group, sidecar.variant) = (nil, nil)
        sidecar.outputs = [.init(kind: .report, file: "report.html", bytes: number * 1000 - 1, sha256: hash)]
        sidecar.generation?.prompt = "a quiet street"
        sidecar.generation?.shots = []
        for index in sidecar.shots.indices { sidecar.shots[index].prompt = nil }
        change(&sidecar)
        return sidecar
    }

    private func numbers(_ entries: [CatalogueEntry]) -> [Int] { entries.map { Int($0.id.text.suffix(4))! } }

    private func withLibrary(_ clips: [Sidecar], _ body: (Catalogue) throws -> Void) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            for clip in clips { _ = try publish("x", clip, in: store) }
            try body(Catalogue(of: store))
        }
    }

    @Test(arguments: ClipOrder.Key.allCases)
    func wordsAreAnsweredInEveryOrder(_ key: ClipOrder.Key) throws {
        try withLibrary([clip(1), clip(2) { $0.generation?.prompt = "rain" }, clip(3)]) { catalogue in
            let asked = try LibraryFilter { $0 == .words ? "quiet" : nil }
            for isReversed in [false, true] {
                let found = try catalogue.list(asked, by: ClipOrder(key, isReversed: isReversed))
                #expect(numbers(found).sorted() == [1, 3])
            }
        }
    }

    @Test func answersEachFilterAlone() throws {
        let clips = [
            clip(1) { $0.verdict = .fail },
            clip(2) { $0.generation?.model = "Veo-3.1 [beta]" },
            clip(3) { ($0.group, $0.variant) = ("spot", "German") },
            clip(4) { $0.media.duration = MediaTime(value: 15, timescale: 1) },
            clip(5) { ($0.media.video.width, $0.media.video.height) = (3840, 2160) },
            clip(6) { ($0.media.duration, $0.generation) = (nil, nil) },
        ]
        try withLibrary(clips) { catalogue in
            func found(_ asked: [LibraryFilter.Key: String]) throws -> [Int] {
                try numbers(catalogue.list(LibraryFilter { asked[$0] }, by: ClipOrder(.added, isReversed: true)))
            }
            #expect(try found([:]) == [1, 2, 3, 4, 5, 6])
            #expect(try found([.verdict: "fail"]) == [1])
            #expect(try found([.verdict: "warn,fail"]) == [1, 2, 3, 4, 5, 6])
            #expect(try found([.model: "veo*"]) == [2])
            #expect(try found([.model: "veo-3.1 [BETA]"]) == [2], "only the star stands for something else")
            #expect(try found([.model: "kling"]) == [])
            #expect(try found([.model: "KLING-3.0"]) == [1, 3, 4, 5])
            #expect(try found([.group: "spot"]) == [3])
            #expect(try found([.variant: "german"]) == [])
            #expect(try found([.minDuration: "15"]) == [4], "a clip of unknown length is not long")
            #expect(try found([.maxDuration: "5"]) == [1, 2, 3, 5])
            #expect(try found([.size: "3840x2160"]) == [5])
            #expect(try found([.minBytes: "4kB", .maxBytes: "5000"]) == [4, 5])
            // Each came a day after the one before, at 20:26:40.
            let days = try catalogue.list().map { $0.added.formatted(.iso8601.year().month().day()) }
            #expect(try found([.from: days[3], .to: days[2]]) == [3, 4])
            #expect(try found([.verdict: "warn", .words: "street", .maxBytes: "2000"]) == [2])
        }
    }

    @Test func ordersByEachKeyBothWays() throws {
        let clips = [
            clip(1) { ($0.verdict, $0.media.duration) = (.pass, nil) },
            clip(2) { ($0.verdict, $0.group, $0.variant) = (.fail, "a", "2") },
            clip(3) { ($0.group, $0.variant, $0.media.duration) = ("a", "1", MediaTime(value: 9, timescale: 1)) },
        ]
        try withLibrary(clips) { catalogue in
            func order(_ text: String) throws -> [Int] {
                try numbers(catalogue.list(by: ClipOrder(reading: text)))
            }
            #expect(try order("added") == [3, 2, 1] && order("-added") == [1, 2, 3])
            #expect(try order("name") == [1, 2, 3] && order("-name") == [3, 2, 1])
            #expect(try order("bytes") == [3, 2, 1] && order("-bytes") == [1, 2, 3])
            #expect(try order("duration") == [3, 2, 1] && order("-duration") == [2, 3, 1], "the unknown is last")
            #expect(try order("verdict") == [2, 3, 1])
            #expect(try order("group") == [3, 2, 1])
            #expect(try numbers(catalogue.list(limit: 1, offset: 1)) == [2])
            let (entries, total) = try catalogue.part(LibraryFilter(), limit: 2, offset: 2)
            #expect(numbers(entries) == [1] && total == 3)
            #expect(try catalogue.total().bytes == 6000 && catalogue.groups() == ["a"])
        }
    }

    @Test func findsWordsWhereverTheyStand() throws {
        let clips = [
            clip(1) { $0.source.originalName = "Füchse_im Schnee 🦊.mp4" },
            clip(2) { $0.generation?.prompt = "The red FOXES,\nin snow; \"golden hour\" 100%" },
            clip(3) { $0.shots[1].prompt = "close-up of a fox" },
            clip(4) { $0.generation?.shots = [.init(start: .zero, prompt: "雪の中の狐、夜")] },
            clip(5) { ($0.group, $0.variant) = ("Winterspot", "Français") },
        ]
        try withLibrary(clips) { catalogue in
            func found(_ words: String) throws -> Set<Int> {
                var filter = LibraryFilter()
                filter.words = words
                return try Set(numbers(catalogue.search(filter).map(\.entry)))
            }
            #expect(try found("fox") == [2, 3], "words are found by their beginnings")
            #expect(try found("oxes") == [], "and not by their middles")
            #expect(try found("  red\tsnow ") == [2])
            #expect(try found("FUCHSE") == [1] && found("fu\u{308}chse") == [1], "accents make no difference")
            #expect(try found("🦊") == [1])
            #expect(try found("狐") == [4] && found("中の狐") == [4] && found("狐中") == [])
            #expect(try found("close-up") == [3] && found("golden hour") == [2])
            #expect(try found("winter franc") == [5])
            #expect(try found("kling-3.0") == [1, 2, 3, 4, 5] && found("0000000000000003") == [3])
            for strange in [
                "-", "\"", "*", "%", "'; DROP TABLE clips; --", "NEAR(", "a OR b", "\0", "(", "^", "name:fox",
            ] {
                _ = try found(strange)
            }
            #expect(try found("...") == [], "what holds no word finds nothing")
            #expect(try found("fox \"") == [2, 3])
            #expect(try found("") == [1, 2, 3, 4, 5])
        }
    }

    @Test func theBestMatchIsFirstAndShowsWhy() throws {
        let long = String(repeating: "many other words stand here ", count: 20)
        let clips = [
            clip(1) { $0.generation?.prompt = long + "and a lighthouse" },
            clip(2) { $0.source.originalName = "lighthouse.mp4" },
            clip(3) { $0.generation?.shots = [.init(start: .zero, prompt: "灯台\u{2}と海")] },
        ]
        try withLibrary(clips) { catalogue in
            var filter = LibraryFilter()
            filter.words = "lighthouse"
            let matches = try catalogue.search(filter)
            #expect(numbers(matches.map(\.entry)) == [2, 1])
            let parts = try #require(matches[1].excerpt).parts
            #expect(parts.filter(\.isFound).map(\.text) == ["lighthouse"])
            #expect(parts.map(\.text).joined().hasPrefix("…") && parts.map(\.text).joined().count < 120)
            filter.words = "台"
            #expect(try catalogue.search(filter)[0].excerpt?.text == "灯台と海")
        }
    }

    @Test func aClipThatChangedIsFoundByItsNewWordsAlone() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            let catalogue = Catalogue(of: store)
            _ = try publish("x", clip(1), in: store)
            var filter = LibraryFilter()
            filter.words = "street"
            #expect(try catalogue.list(filter).count == 1)
            try store.update(clip(1).id) { $0.generation?.prompt = "an open field" }
            #expect(try catalogue.list(filter).isEmpty)
            filter.words = "field"
            #expect(try catalogue.list(filter).count == 1)
            try store.remove(clip(1).id)
            #expect(try catalogue.list(filter).isEmpty)
        }
    }

    /// A mark that joins a quote or a bracket hides it from whoever goes by characters.
    @Test(arguments: [
        "\"\u{301}x", "\"\u{301}\" OR \"x", "x\"\u{308}", "\"\"\u{301}\"", "a\0\u{301}b", "NEAR(\"\u{301}",
    ])
    func anyWordsCanBeSought(_ words: String) throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            _ = try publish("x", clip(1), in: store)
            _ = try publish("x", clip(2) { $0.generation?.prompt = "an \"\u{301}x" }, in: store)
            let catalogue = Catalogue(of: store)
            // After a second the catalogue knows that the folder of clips is as it was.
            Thread.sleep(forTimeInterval: 1.2)
            _ = try catalogue.list()
            // Whoever reads the sidecars to answer finds none now.
            for number in 1...2 {
                let place = store.folder(of: clip(number).id).appendingPathComponent(SidecarFile.name)
                try Data("{}".utf8).write(to: place)
            }
            var filter = LibraryFilter()
            filter.words = words
            #expect(throws: Never.self) { try catalogue.search(filter) }
            filter.words = "\"\u{301}x"
            #expect(try numbers(catalogue.list(filter)) == [2])
            filter.words = ""
            filter.model = "[\u{301}a-z]*"
            #expect(try catalogue.list(filter).isEmpty)
            filter.model = nil
            #expect(try catalogue.list(filter).count == 2)
        }
    }

    @Test func asksTheSameWhereNoFileCanBe() throws {
        try withTemporaryFolder { root throws in
            let store = ClipStore(root: root)
            for number in 1...3 { _ = try publish("x", clip(number), in: store) }
            let file = root.appendingPathComponent("catalogue.sqlite")
            try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
            var filter = LibraryFilter()
            (filter.words, filter.fewestBytes) = ("street", 2000)
            #expect(try numbers(Catalogue(of: store).list(filter)) == [3, 2])
        }
    }
}
