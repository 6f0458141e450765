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

    @Test func listsAPageAndLinksTheRest() {
        let all = entries(GridPage.most * 2 + 1)
        let most = GridPage.most
        let asked = ["words": "a+b & \"c\"", "verdict": "warn", "from": "2026-11-01", "sort": "name"]
        let first = GridPage(Array(all.prefix(most)), total: all.count, of: store, asked: asked).html
        #expect(first.contains("clip 0 &lt;i&gt;.mp4") && first.contains("clip 47 ") && !first.contains("clip 48 "))
        #expect(first.contains("97 clips") && first.contains("1–48 of 97") && !first.contains("Previous"))
        let next = "/?from=2026-11-01&amp;sort=name&amp;verdict=warn&amp;words=a%2Bb%20%26%20%22c%22&amp;offset=48"
        #expect(first.contains(next))
        #expect(first.contains(#"value="a+b &amp; &quot;c&quot;""#))
        #expect(first.contains(#"<option value="warn" selected>"#))
        #expect(first.contains(#"<option value="name" selected>"#))
        #expect(first.contains(#"<input type="hidden" name="from" value="2026-11-01">"#), "the form keeps it")
        let last = GridPage(Array(all.dropFirst(most * 2)), total: all.count, of: store, offset: most * 2).html
        #expect(last.contains("clip 96 ") && last.contains("97–97 of 97") && !last.contains("Next"))
        #expect(last.contains(#"href="/?offset=48""#))
    }

    @Test func theGroupsAreThereToChooseFrom() {
        var sidecar = Example.full
        (sidecar.group, sidecar.variant) = ("snow & ice", "German")
        let html = GridPage(
            [CatalogueEntry(sidecar)], total: 1, of: store, asked: ["group": "snow & ice"], groups: ["a", "snow & ice"]
        ).html
        #expect(html.contains(#"<option value="snow &amp; ice" selected>"#) && html.contains("snow &amp; ice, German"))
        #expect(html.contains(#"href="/groups?name=snow%20%26%20ice""#))
        #expect(!GridPage([], total: 0, of: store).html.contains("name=\"group\""))
    }

    @Test func aGroupShowsTheSameShotOfEachVersion() {
        var (german, french) = (Example.full, Example.full)
        (german.group, french.group, french.variant) = ("g", "g", nil)
        french.shots.removeLast()
        let html = GroupPage("g", [german, french]).html
        #expect(html.contains("2 versions") && html.contains("Shot 2") && html.contains(">German</a>"))
        #expect(html.contains("Füchse im Schnee 🦊.mp4"), "a version without a label is called by its name")
        #expect(html.contains(#"<span class="quiet">none</span>"#), "the second has no second shot")
    }

    @Test func aGeneratedClipIsCalledByItsPrompt() {
        var sidecar = Example.full
        sidecar.source.originalName = "0.mp4"
        let html = { GridPage([CatalogueEntry(sidecar)], total: 1, of: store).html }
        #expect(html().contains(#"<span class="name">A fox, &quot;quick&quot;</span>"#))
        sidecar.generation?.prompt = String(repeating: "owl ", count: 100)
        #expect(html().contains(#"<span class="name">\#(String(repeating: "owl ", count: 22))o…</span>"#))
        sidecar.generation?.jobId = nil
        #expect(html().contains(#"<span class="name">0.mp4</span>"#))
    }

    @Test func nothingIsSaidToBeNothing() {
        #expect(GridPage([], total: 0, of: store).html.contains("There are no clips yet."))
        #expect(GridPage([], total: 0, of: store, asked: ["verdict": "fail"]).html.contains("No clip is like that."))
        #expect(GridPage([], total: 3, of: store, offset: 90).html.contains("Previous"))
    }
}
