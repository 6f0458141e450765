import Foundation
internal import JSON
import Library
import Testing
import Timing

struct InterchangeTests {
    private static let ntsc = Rational(30000, 1001)!

    /// Shots that begin at these frames of a clip, in a rate.
    private func list(_ starts: [Int], _ frames: Int, _ rate: Rational, prompts: [String?] = []) -> ShotList {
        let time = { (frame: Int) in MediaTime(ticks: frame, timeBase: rate.reciprocal!) }
        let shots = starts.enumerated().map { index, start in
            let end = index + 1 < starts.count ? starts[index + 1] : frames
            return Sidecar.Shot(
                index: index + 1, startFrame: start, endFrame: end, start: time(start), end: time(end),
                transition: index == 0 ? .start : .cut, confidence: 0.98,
                prompt: index < prompts.count ? prompts[index] : nil)
        }
        return ShotList(file: "/clips/A fox & 1.mp4", frames: frames, frameRate: rate, shots: shots)
    }

    private func media(sound: Bool = true) -> Sidecar.Media {
        var media = Example.media
        if !sound { media.audio = nil }
        return media
    }

    @Test func anEditDecisionListNamesBothEndsOfEachShot() {
        let list = list([0, 1800], 1830, Self.ntsc, prompts: ["wide\nshot", nil])
        #expect(
            EditDecisionList.text(Timeline(of: list, media: media())) == """
                TITLE: A fox & 1
                FCM: DROP FRAME

                001  AFOX1    AA/V  C        00:00:00;00 00:01:00;02 00:00:00;00 00:01:00;02
                * FROM CLIP NAME: A fox & 1.mp4
                * COMMENT: Shot 1: wide shot

                002  AFOX1    AA/V  C        00:01:00;02 00:01:01;02 00:01:00;02 00:01:01;02
                * FROM CLIP NAME: A fox & 1.mp4
                * COMMENT: Shot 2

                """)
    }

    @Test func aClipOfALibraryIsNamedByItsIdAndFoundBesideItsTimelines() throws {
        var media = media()
        media.audio?.channels = 1
        let id = ClipID(sha256: Example.hash, jobID: "7B1E-42")
        let timeline = Timeline(
            of: list([0], 10, Rational(24)), media: media, name: "fox", id: id, generation: Example.full.generation)
        let edl = EditDecisionList.text(timeline)
        #expect(edl.contains("001  3FA93FA9 B     C        00:00:00:00 00:00:00:10"))
        #expect(edl.contains("* SOURCE FILE: \(id.text)\n"))
        let otio = try CanonicalJSON.decode(JSONValue.self, from: try OpenTimeline.json(timeline))
        let tracks = otio["tracks"]["children"]
        let reference = tracks[0]["children"][0]["media_reference"]
        #expect(reference["target_url"] == .string("A%20fox%20&%201.mp4"))
        #expect(reference["metadata"]["dailies"]["model"] == .string("kling-3.0"))
        #expect(reference["metadata"]["dailies"]["clip"] == .string(id.text))
    }

    @Test func aSilentClipHasNoSoundInItsTimelines() throws {
        let timeline = Timeline(of: list([0], 10, Rational(24)), media: media(sound: false))
        #expect(EditDecisionList.text(timeline).contains("AFOX1    V     C        00:00:00:00 00:00:00:10"))
        #expect(!FinalCutXML.text(timeline).contains("hasAudio"))
        #expect(!String(decoding: try OpenTimeline.json(timeline), as: UTF8.self).contains("\"Audio\""))
    }

    @Test func chaptersSurviveAnyPrompt() {
        let list = list([0, 12], 24, Rational(24), prompts: ["a=b;c#d\\e\n[CHAPTER]", "x --> <b>&"])
        #expect(
            Chapters.ffmetadata(list) == """
                ;FFMETADATA1
                [CHAPTER]
                TIMEBASE=1/24
                START=0
                END=12
                title=Shot 1: a\\=b\\;c\\#d\\\\e [CHAPTER]
                [CHAPTER]
                TIMEBASE=1/24
                START=12
                END=24
                title=Shot 2: x --> <b>&

                """)
        #expect(
            Chapters.webVTT(list) == """
                WEBVTT

                1
                00:00:00.000 --> 00:00:00.500
                Shot 1: a=b;c#d\\e [CHAPTER]

                2
                00:00:00.500 --> 00:00:01.000
                Shot 2: x --&gt; &lt;b&gt;&amp;

                """)
    }

    @Test func fieldsWithCommasQuotesAndLinesAreQuoted() {
        let rows = ShotCSV.text(list([0], 5, Rational(10), prompts: ["say \"hi\",\nthen"]))
        #expect(rows.hasSuffix("1,0,5,0.0,0.5,start,0.98,\"say \"\"hi\"\",\nthen\"\n"))
    }

    /// An acute accent after a delimiter is one character with it.
    @Test func aMarkHidesNoDelimiter() {
        let marked = "a,\u{301}\"\u{301}b=\u{301};\u{301}#\u{301}\\\u{301}<\u{301}i>\u{301}&\u{301}-->\u{301}"
        let list = list([0], 5, Rational(10), prompts: [marked])
        #expect(
            ShotCSV.text(list).hasSuffix(
                ",\"a,\u{301}\"\"\u{301}b=\u{301};\u{301}#\u{301}\\\u{301}<\u{301}i>\u{301}&\u{301}-->\u{301}\"\n"))
        let cue = Chapters.webVTT(list).split(separator: "\n").last.map(String.init) ?? ""
        #expect(!cue.unicodeScalars.contains("<") && !cue.unicodeScalars.contains(">"))
        let title = Chapters.ffmetadata(list).split(separator: "\n").last.map(String.init) ?? ""
        #expect(title.unicodeScalars.filter { $0 == "\\" }.count == 5)
        #expect(marked.xmlEscaped.unicodeScalars.allSatisfy { !"<>\"".unicodeScalars.contains($0) })
    }

    @Test(arguments: [
        "=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", " =1", "\"=1", "\u{A0}=1", "\u{FF1D}1", "\u{FF0B}1",
        "\u{FF0D}1", "\u{FF20}a", "=\u{301}1", "'=1", "''=1", "\u{FEFF}=1",
    ])
    func noTextIsAFormulaForSpreadsheets(_ text: String) {
        let cell = text.csvText
        let content = cell.utf8.first == UInt8(ascii: "\"") ? String(cell.dropFirst().dropLast()) : cell
        #expect(content.utf8.first == UInt8(ascii: "'"))
        let plain = content.replacing("\"\"", with: "\"")
        #expect(plain.unicodeScalars.elementsEqual(("'" + text).unicodeScalars))
        #expect(plain.withoutFormulaGuard.unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test(arguments: ["", "a-b", "it's", "'quoted'", "1+1", "a fox = red", "'", "…-"])
    func otherTextsStayAsTheyAre(_ text: String) {
        #expect(text.csvText == text && text.withoutFormulaGuard == text)
    }

    @Test(arguments: ["\u{2028}", "\u{2029}", "\u{85}", "\r", "\n", "\r\n", "\u{B}", "\u{C}", "\u{0}", "\u{202E}"])
    func anEventOfAnEditDecisionListStaysOnItsLine(_ end: String) {
        let plain = EditDecisionList.text(Timeline(of: list([0], 5, Rational(10), prompts: ["a b"]), media: media()))
        let list = list([0], 5, Rational(10), prompts: ["a\(end)b"])
        #expect(EditDecisionList.text(Timeline(of: list, media: media())) == plain)
    }

    @Test func nothingThatATerminalObeysReachesIt() {
        let text = "a\u{1B}[31m\u{7}\u{9B}1m\u{7F}\u{202E}b\u{2066}\u{200F}\u{61C}\r\n\tc👩\u{200D}🚀"
        #expect(
            text.terminalText.unicodeScalars.elementsEqual(
                "a\u{FFFD}[31m\u{FFFD}\u{FFFD}1m\u{FFFD}\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\n\tc👩\u{200D}🚀"
                    .unicodeScalars))
        #expect("  a \u{200D}\t\u{0} b ".onOneLine == "a \u{200D} b")
    }

    @Test func finalCutTimesAreWholeFrames() {
        let timeline = Timeline(of: list([0, 47], 121, Self.ntsc, prompts: ["<a> & \"b\"\u{1}"]), media: media())
        let text = FinalCutXML.text(timeline)
        #expect(text.contains(#"frameDuration="1001/30000s" width="1920" height="1080" colorSpace="1-1-1 (Rec. 709)""#))
        #expect(text.contains(#"offset="47047/30000s" start="47047/30000s" duration="37037/15000s" tcFormat="DF""#))
        #expect(text.contains("<note>&lt;a&gt; &amp; &quot;b&quot;</note>"))
        #expect(
            text.contains(
                #"<marker start="0s" duration="1001/30000s" value="Shot 1" note="&lt;a&gt; &amp; &quot;b&quot;"/>"#))
        #expect(text.contains("src=\"file:///clips/A%20fox%20&amp;%201.mp4\""))
    }

    /// An address is below a day, but what a sidecar says of its rate may be anything.
    @Test(arguments: [
        (Rational(1_000_000_000), Rational(1_000_000_000)), (Rational(1, 1_000_000_000)!, Rational(1_000_000_000)),
        (Rational(1_000_000_000), Rational(24)), (Rational(.max), Rational(.max)),
        (Rational(1, 1_000_000)!, Rational(100_000_000)),
    ])
    func anAddressOfAnyRateIsOne(own: Rational, of timelines: Rational) throws {
        var media = media()
        (media.video.frameRate, media.video.timecode) = (own, "23:59:59:00")
        let timeline = Timeline(of: list([0, 5], 10, timelines), media: media)
        #expect(EditDecisionList.text(timeline).contains("\n001  "))
        #expect(FinalCutXML.text(timeline).contains("<asset "))
        #expect(try OpenTimeline.json(timeline).count > 0)
    }

    @Test func aTurnedClipIsUprightOnTheTimeline() {
        var media = media()
        media.video.rotation = 90
        media.video.sampleAspectRatio = Rational(4, 3)
        let text = FinalCutXML.text(Timeline(of: list([0], 5, Rational(24)), media: media))
        #expect(text.contains(#"width="1080" height="1920" paspH="3" paspV="4""#))
    }

    @Test func shotsOfAVariableRateLieByTheirTimes() {
        var list = list([0, 3, 4], 6, Rational(10))
        // Frames 3 and 4 come close together; no shot may vanish between two even frames.
        list.shots[1].start = MediaTime(value: 1000, timescale: 1000)
        list.shots[2].start = MediaTime(value: 1010, timescale: 1000)
        list.shots[2].end = MediaTime(value: 2000, timescale: 1000)
        let timeline = Timeline(of: list, media: media())
        #expect(timeline.events.map(\.source) == [0..<10, 10..<11, 11..<20])
        #expect(timeline.frames == 20)
    }
}

extension JSONValue {
    /// A member of an object; null where there is none.
    fileprivate subscript(_ key: String) -> JSONValue {
        if case .object(let members) = self { members[key] ?? .null } else { .null }
    }

    /// An element of a list; null where there is none.
    fileprivate subscript(_ index: Int) -> JSONValue {
        if case .array(let elements) = self, elements.indices.contains(index) { elements[index] } else { .null }
    }
}
