import Foundation
import Library
import Testing

@testable import Library

struct GridPageTests {
    private let store = ClipStore(root: URL(fileURLWithPath: "/nowhere"))

    private func entries(_ count: Int) -> [CatalogueEntry] {
        (0..<count).map { number in
            var sidecar = Example.full
            sidecar.source.originalName = "clip \(number) <i>.mp4"
            sidecar.generation = nil
            return CatalogueEntry(sidecar)
        }
    }

    @Test func listsAsManyAsAPageHoldsAndLinksTheRest() {
        let all = entries(GridPage.most * 2 + 1)
        let first = GridPage(all, of: store, offset: 0, verdict: .warn, words: "a+b & \"c\"").html
        #expect(first.contains("clip 0 &lt;i&gt;.mp4") && first.contains("clip 47 ") && !first.contains("clip 48 "))
        #expect(first.contains("97 clips") && first.contains("1–48 of 97") && !first.contains("Newer"))
        #expect(first.contains("/?words=a%2Bb%20%26%20%22c%22&amp;verdict=warn&amp;offset=48"))
        #expect(first.contains(#"value="a+b &amp; &quot;c&quot;""#))
        #expect(first.contains(#"<option value="warn" selected>"#))
        let last = GridPage(all, of: store, offset: GridPage.most * 2, verdict: nil, words: "").html
        #expect(last.contains("clip 96 ") && last.contains("97–97 of 97") && !last.contains("Older"))
        #expect(last.contains(#"href="/?offset=48""#))
    }

    @Test func aGeneratedClipIsCalledByItsPrompt() {
        var sidecar = Example.full
        sidecar.source.originalName = "0.mp4"
        let html = { GridPage([CatalogueEntry(sidecar)], of: store, offset: 0, verdict: nil, words: "").html }
        #expect(html().contains(#"<span class="name">A fox, &quot;quick&quot;</span>"#))
        sidecar.generation?.prompt = String(repeating: "owl ", count: 100)
        #expect(html().contains(#"<span class="name">\#(String(repeating: "owl ", count: 22))o…</span>"#))
        sidecar.generation?.jobId = nil
        #expect(html().contains(#"<span class="name">0.mp4</span>"#))
    }

    @Test func nothingIsSaidToBeNothing() {
        #expect(GridPage([], of: store, offset: 0, verdict: nil, words: "").html.contains("There are no clips yet."))
        #expect(GridPage([], of: store, offset: 0, verdict: .fail, words: "").html.contains("No clip is like that."))
        #expect(GridPage(entries(3), of: store, offset: 90, verdict: nil, words: "").html.contains("Newer"))
    }
}
