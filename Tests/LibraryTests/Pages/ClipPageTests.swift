import Foundation
import Library
import Support
import Testing
import Timing

@testable import Library

/// A clip's page: what it says, and that nothing in a clip's words becomes part of it.
struct ClipPageTests {
    private func page(_ sidecar: Sidecar, in folder: URL) -> String { ClipPage(of: sidecar, in: folder).html }

    /// The full example with what its page reads beside it.
    private func folder(_ body: (URL, Sidecar) throws -> Void) throws {
        try withTemporaryFolder { folder in
            var sidecar = Example.full
            sidecar.outputs = [
                .init(kind: .proxy, file: "proxies/proxy-720p.mp4", bytes: 9, sha256: Example.hash, codec: "h264"),
                .init(kind: .poster, file: "thumbs/poster.jpg", bytes: 9, sha256: Example.hash),
                .init(kind: .spriteMap, file: "thumbs/sprite.vtt", bytes: 9, sha256: Example.hash),
                .init(kind: .sprite, file: "thumbs/sprite.jpg", bytes: 9, sha256: Example.hash),
                .init(kind: .statistics, file: "statistics/shots.csv", bytes: 9, sha256: Example.hash),
                .init(kind: .statistics, file: "statistics/loudness.csv", bytes: 9, sha256: Example.hash),
            ]
            let files = [
                "thumbs/poster.jpg": "poster", "thumbs/sprite.jpg": "sprite",
                "thumbs/sprite.vtt": """
                WEBVTT

                00:00:00.000 --> 00:00:02.500
                sprite.jpg#xywh=0,0,160,90

                00:00:02.500 --> 00:00:05.000
                sprite.jpg#xywh=160,0,160,90

                """,
                "statistics/shots.csv":
                    "frame,seconds,difference,cutLikelihood,gradualLikelihood\n0,0,0,0,0\n75,2.5,0.6,1,0\n",
                "statistics/loudness.csv": "seconds,momentaryLUFS\n0.2,-30\n0.3,-15\n0.4,\n0.5,-60\n0.6,-6\n0.7,-6\n",
            ]
            for (name, text) in files {
                let file = folder.appendingPathComponent(name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
            try body(folder, sidecar)
        }
    }

    @Test func saysWhatIsKnown() throws {
        try folder { folder, sidecar in
            let html = page(sidecar, in: folder)
            for words in [
                "Füchse im Schnee 🦊.mp4", "1920 × 1080 · 30 fps · 5 s", "290 credits", "video.resolution",
                "The spec names no loudness.", "not evaluated", "2 shots", "frames 75–149, 75 frames",
                "begins with a dissolve over frames 70–80, 91 % sure", "copied, 2 frames encoded again",
                "read back: right at 48.5 dB or better", "−16.2 LUFS", "kling-3.0",
                "https://cdn.example.com:8443/videos/fox.mp4",
            ] { #expect(html.contains(words), "\(words)") }
            #expect(!html.contains("signature=secret"))
            #expect(html.contains("<h1>A fox, &quot;quick&quot;</h1>"))
            #expect(html.contains(#"download="\#(sidecar.id)-shot-02.mp4""#))
        }
    }

    @Test func seeksWithoutAScriptByMediaFragments() throws {
        try folder { folder, sidecar in
            let html = page(sidecar, in: folder)
            #expect(html.contains(#"href="proxies/proxy-720p.mp4#t=2.5,5" data-start="2.5""#))
            #expect(
                html.contains(
                    #"<video id="player" controls playsinline preload="metadata" src="proxies/proxy-720p.mp4""#))
        }
    }

    @Test func drawsShotsCuesAndCurvesOnOneAxis() throws {
        try folder { folder, sidecar in
            let html = page(sidecar, in: folder)
            #expect(html.contains(#"data-seconds="5.0""#))
            #expect(html.contains(#"x="50.0%" width="50.0%""#), "the second shot is the second half")
            #expect(html.contains(#"data-cues="0,0,0,160,90 2.5,160,0,160,90""#))
            #expect(html.contains(#"<polyline class="cut" points="0,100 500,0"/>"#))
            #expect(html.contains(#"<polyline class="structure" points="0,100 500,0"/>"#))
            #expect(html.contains(#"<polyline class="momentary" points="40,50 60,25"/>"#), "silence breaks the line")
            #expect(html.contains(#"<polyline class="momentary" points="120,10 140,10"/>"#))
        }
    }

    @Test func holdsItsPicturesStyleAndScriptAndLetsNothingElseIn() throws {
        try folder { folder, sidecar in
            let html = page(sidecar, in: folder)
            #expect(html.contains("data:image/jpeg;base64,\(Data("poster".utf8).base64EncodedString())"))
            #expect(html.contains("data:image/jpeg;base64,\(Data("sprite".utf8).base64EncodedString())"))
            #expect(html.contains("<style>\(PageAsset.style.text)</style>"))
            #expect(html.contains("<script>\(PageAsset.script.text)</script>"))
            #expect(!html.contains("<link rel=\"stylesheet\"") && !html.contains("<script src"))
            #expect(html.contains("default-src &#39;none&#39;; script-src &#39;sha256-"))
            #expect(!html.contains(" style=\"") && html.firstMatch(of: #/ on[a-z]+="/#) == nil)
        }
    }

    @Test func ofManyShotsTheFurtherStillsStayBesideThePage() throws {
        try withTemporaryFolder { folder in
            var sidecar = Example.full
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("thumbs"), withIntermediateDirectories: true)
            sidecar.shots = (1...ClipPage.mostStills + 1).map { index in
                var shot = sidecar.shots[0]
                shot.index = index
                return shot
            }
            for shot in sidecar.shots {
                let file = "thumbs/shot-\(shot.index).jpg"
                try Data("still \(shot.index)".utf8).write(to: folder.appendingPathComponent(file))
                sidecar.outputs.append(.init(kind: .thumbnail, file: file, bytes: 9, sha256: Example.hash))
            }
            let html = page(sidecar, in: folder)
            #expect(html.contains(Data("still \(ClipPage.mostStills)".utf8).base64EncodedString()))
            #expect(!html.contains(Data("still \(ClipPage.mostStills + 1)".utf8).base64EncodedString()))
            #expect(html.contains(#"src="thumbs/shot-\#(ClipPage.mostStills + 1).jpg""#))
        }
    }

    @Test func theServedPageOfTheSameClipHoldsNeither() throws {
        try withTemporaryFolder { folder in
            let html = ClipPage(served: Example.full, in: ClipStore(root: folder)).html
            #expect(html.contains(#"<script src="\#(PageAsset.script.path)" defer></script>"#))
            #expect(!html.contains("<style") && !html.contains("<script>") && !html.contains(" style=\""))
            #expect(html.contains("/clips/\(Example.full.id)/files/shots/shot-02.mp4?download=1"))
        }
    }

    /// Every text of a sidecar that others write, as an attack: plain, out of an attribute, and with the quotation mark
    /// hidden under an accent, which makes it another character and the same byte.
    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "\"\u{301} onmouseover=alert(1) x=\"\u{301}", "<\u{301}script>", "</title><svg onload=alert(1)>",
    ])
    func escapesEveryWordThatOthersWrote(attack: String) throws {
        try withTemporaryFolder { folder in
            var sidecar = Example.full
            sidecar.source.originalName = "\(attack).mp4"
            sidecar.generation?.prompt = attack
            sidecar.generation?.model = attack
            sidecar.generation?.jobId = attack
            sidecar.generation?.params = [attack: .string(attack), "list": .array([.string(attack)])]
            sidecar.generation?.shots = [.init(start: .zero, prompt: attack)]
            sidecar.media.video.profile = attack
            sidecar.tool.version = attack
            sidecar.recipe.spec = attack
            for index in sidecar.shots.indices {
                sidecar.shots[index].prompt = attack
                sidecar.shots[index].file = "shots/\(attack).mp4"
            }
            sidecar.checks = [
                .init(
                    id: attack, status: .fail, expected: attack, actual: attack, message: attack,
                    evidence: [.init(start: .zero, end: MediaTime(value: 1, timescale: 1), startFrame: 0, endFrame: 30)]
                )
            ]
            sidecar.outputs = [
                .init(kind: .proxy, file: "proxies/\(attack).mp4", bytes: 1, sha256: Example.hash, codec: attack),
                .init(kind: .shot, file: "shots/\(attack).mp4", bytes: 1, sha256: Example.hash),
            ]
            for html in [page(sidecar, in: folder), ClipPage(served: sidecar, in: ClipStore(root: folder)).html] {
                #expect(!html.unicodeScalars.contains(attack.unicodeScalars), "\(attack) stands in the page as it is")
                #expect(!html.contains("javascript:"))
            }
        }
    }

    @Test func wordsAreNoTemplate() throws {
        try withTemporaryFolder { folder in
            var sidecar = Example.full
            sidecar.generation?.prompt = "{{{verdict.word}}} {{>shot}}"
            #expect(page(sidecar, in: folder).contains("{{{verdict.word}}} {{&gt;shot}}"))
        }
    }

    @Test func aFileOutsideTheFolderIsNotTakenIn() throws {
        try withTemporaryFolder { top in
            let folder = top.appendingPathComponent("clip")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("secret".utf8).write(to: top.appendingPathComponent("secret.jpg"))
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent("link.jpg"),
                withDestinationURL: top.appendingPathComponent("secret.jpg"))
            for name in ["../secret.jpg", "link.jpg", "/etc/hostname", "a/../../secret.jpg", ""] {
                var sidecar = Example.full
                sidecar.outputs = [
                    .init(kind: .proxy, file: "p.mp4", bytes: 1, sha256: Example.hash, codec: "h264"),
                    .init(kind: .poster, file: name, bytes: 1, sha256: Example.hash),
                ]
                #expect(!page(sidecar, in: folder).contains(Data("secret".utf8).base64EncodedString()), "\(name)")
            }
        }
    }

    @Test func aClipThatWasOnlyStoredHasAPageToo() throws {
        try withTemporaryFolder { folder in
            let html = page(Example.minimal, in: folder)
            #expect(html.contains(#"src="source.mp4""#) && html.contains("No check was made."))
            #expect(!html.contains("id=\"lanes\""))
        }
    }

    @Test func anyClipHasAWholePage() throws {
        var generator = SeededGenerator(seed: 20)
        try withTemporaryFolder { folder in
            for _ in 0..<40 {
                let html = page(Sidecar.random(&generator), in: folder)
                #expect(html.hasPrefix("<!doctype html>") && html.hasSuffix("</html>\n"))
                #expect(!html.contains("Optional(") && !html.contains("nil"))
            }
        }
    }
}

extension Collection where Element: Equatable {
    /// Whether another collection stands somewhere in this one.
    fileprivate func contains<Other: Collection>(_ other: Other) -> Bool where Other.Element == Element {
        firstRange(of: other) != nil
    }
}
