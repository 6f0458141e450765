import Foundation
import Library
import Testing
import Timing

@Suite struct LibraryFilterTests {
    private func read(_ asked: [LibraryFilter.Key: String]) throws(LibraryError) -> LibraryFilter {
        try LibraryFilter { asked[$0] }
    }

    @Test func readsEverythingThatCanBeAsked() throws {
        let filter = try read([
            .verdict: "warn,fail", .model: "kling*", .group: "g", .variant: "v", .from: "2026-11-24",
            .to: "2026-11-24T21:30:00Z", .minDuration: "2.5", .maxDuration: "1:00", .size: "3840x2160",
            .minBytes: "1.5 GB", .maxBytes: "5000", .words: "fox",
        ])
        #expect(filter.verdicts == [.warn, .fail])
        #expect(filter.model == "kling*" && filter.group == "g" && filter.variant == "v" && filter.words == "fox")
        #expect(filter.from == Date(timeIntervalSince1970: 1_795_478_400))
        #expect(filter.before == Date(timeIntervalSince1970: 1_795_478_400 + 77_401), "the whole second counts")
        #expect(
            filter.shortest == MediaTime(value: 5, timescale: 2) && filter.longest == MediaTime(value: 60, timescale: 1)
        )
        #expect(filter.width == 3840 && filter.height == 2160)
        #expect(filter.fewestBytes == 1_500_000_000 && filter.mostBytes == 5000)
        #expect(try read([:]).isEmpty && !filter.isEmpty)
        #expect(try read([.to: "2026-11-24"]).before == Date(timeIntervalSince1970: 1_795_478_400 + 86_400))
    }

    @Test(arguments: [
        (LibraryFilter.Key.verdict, "good"), (.verdict, ""), (.verdict, "warn,"), (.model, ""), (.from, "yesterday"),
        (.from, "2026-02-31"), (.from, "2026-11-24T25:00:00Z"), (.to, "24.11.2026"), (.minDuration, "-1"),
        (.minDuration, "60f"), (.maxDuration, "long"), (.size, "1920"), (.size, "0x5"), (.size, "1920x1080x3"),
        (.size, "-1920x1080"), (.minBytes, "much"), (.minBytes, "-5"), (.maxBytes, "1e300"),
        (.maxBytes, "99999999999TB"),
    ])
    func whatCannotBeUnderstoodIsSaid(_ key: LibraryFilter.Key, _ text: String) {
        let error = #expect(throws: LibraryError.self) { try read([key: text]) }
        #expect("\(error!)".hasPrefix("\(key.rawValue) is ") && "\(error!)".hasSuffix("not '\(text)'"))
    }

    @Test func readsOrders() throws {
        #expect(try ClipOrder(reading: "-duration") == ClipOrder(.duration, isReversed: true))
        #expect(try ClipOrder(reading: "added") == ClipOrder())
        #expect(throws: LibraryError.self) { try ClipOrder(reading: "size") }
    }

    @Test func bytesAreReadAsTheyAreWritten() {
        for bytes in [0, 512, 1400, 1_400_000, 999_000_000_000] {
            #expect(ByteText.bytes(ByteText.of(bytes)) == bytes)
        }
        for text in ["", "MB", ".5MB", "5.", "5 XB", "1.2.3", "٥"] { #expect(ByteText.bytes(text) == nil, "\(text)") }
    }
}
