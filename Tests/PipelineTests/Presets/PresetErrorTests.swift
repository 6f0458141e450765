internal import Testing

@testable internal import Pipeline

struct PresetErrorTests {
    @Test(arguments: [
        (
            "description: x\nsize: [1x1]",
            "own.yaml:2: size: unknown key; did you mean 'sizes'? It is one of description, "
        ),
        ("description: x\n\n# note\nvideo: 1", "own.yaml:4: video: unknown key; it is one of description, sizes, "),
        ("description: x\nsizes: 1920x1080", "own.yaml:2: sizes: a list is expected, not '1920x1080'"),
        (
            "description: x\nsizes:\n  - 1920x1080\n  - 1920",
            "own.yaml:4: sizes[1]: a size like 1920x1080 is expected, not '1920'"
        ),
        ("description: x\nsizes: []", "own.yaml:2: sizes: the list is empty; leave the key out instead"),
        (
            "description: x\nsizeMatch: near\nsizes: [1x1]",
            "own.yaml:2: sizeMatch: 'near' is not a value; it is one of exact, nominal"
        ),
        ("description: x\nsizeMatch: exact", "own.yaml:2: sizeMatch: it says how to compare sizes, and there are none"),
        ("description: x\naspect: 16/9", "own.yaml:2: aspect: a shape like 16:9 is expected, not '16/9'"),
        (
            "description: x\nframeRates: [0]",
            "own.yaml:2: frameRates[0]: a frame rate from 1 to 1000, like 24, 30000/1001 or 23.976, is expected, not '0'"
        ),
        (
            "description: x\nframeRates: [24]\nminimumFrameRate: 24",
            "own.yaml:3: minimumFrameRate: a spec has either minimumFrameRate or frameRates, not both"
        ),
        (
            "description: x\nduration: -5",
            "own.yaml:2: duration: a length in seconds, like 5 or 2.5, is expected, not '-5'"
        ),
        ("description: x\nsound: yes", "own.yaml:2: sound: true or false is expected, not 'yes'"),
        ("description: x\nsound:", "own.yaml:2: sound: true or false is expected, not nothing"),
        (
            "description: x\nminimumBitDepth: 17",
            "own.yaml:2: minimumBitDepth: a whole number from 8 to 16 is expected, not '17'"
        ),
        ("description: x\nshots: 1.5", "own.yaml:2: shots: a whole number from 1 to 1000 is expected, not '1.5'"),
        (
            "description: x\nvideoCodecs: [H.264]",
            "own.yaml:2: videoCodecs[0]: a name of FFmpeg's, such as h264, is expected, not 'H.264'"
        ),
        (
            "description: x\nseverities:\n  video.codecs: warn",
            "own.yaml:3: severities.video.codecs: unknown key; did you mean 'video.codec'? It is one of media.readable, "
        ),
        (
            "description: x\nseverities: { video.codec: warning }",
            "own.yaml:2: severities.video.codec: 'warning' is not a value; it is one of fail, warn, ignore"
        ),
        ("sound: true", "own.yaml:1: the key 'description' is missing"),
        ("description: [x]", "own.yaml:1: description: text is expected, not a list"),
        ("- a", "own.yaml:1: keys with values are expected, not a list; the keys are description, "),
        ("", "own.yaml:1: the file is empty"),
        ("description: x\ndescription: y", "own.yaml:1: description: the key is given twice"),
        ("description: x\nsizes: [1x1", "own.yaml:3: not YAML: "),
        ("description: \"x", "own.yaml:1: not YAML: "),
        ("a: 1\n---\nb: 2", "own.yaml:2: not YAML: "),
    ])
    func aMistakeInASpecIsNamedWithFileLineAndKey(text: String, wanted: String) {
        let found = complaint(about: text)
        #expect(found?.hasPrefix(wanted) == true, "\(found ?? "no complaint")")
        #expect(found?.contains("\n") == false)
    }

    private let proxy = """
        description: x
        maxWidth: 1280
        maxHeight: 720
        container: mp4
        video: { codec: h264, quality: 23, speed: fast }
        audio: { codec: aac }
        """

    @Test(arguments: [
        ("1280", "15", "own.yaml:2: maxWidth: a whole number from 16 to 8192 is expected, not '15'"),
        ("720", "8193", "own.yaml:3: maxHeight: a whole number from 16 to 8192 is expected, not '8193'"),
        ("mp4", "mp5", "own.yaml:4: container: 'mp5' is not a value; did you mean 'mp4'? It is one of mp4, mov, webp"),
        ("23", "52", "own.yaml:5: video.quality: a number from 0 to 51 is expected, not '52'"),
        ("quality: 23, ", "", "own.yaml:5: video: the key 'quality' is missing"),
        ("fast", "rapid", "own.yaml:5: video.speed: 'rapid' is not a value; it is one of ultrafast, "),
        ("h264", "prores_proxy", "own.yaml:5: video.codec: this codec needs 'container: mov'"),
        ("aac", "pcm_s16le", "own.yaml:6: audio.codec: this codec needs 'container: mov'"),
        ("{ codec: aac }", "aac", "own.yaml:6: audio: keys with values are expected, not 'aac'; the keys are codec, "),
        (
            "{ codec: aac }", "{ codec: aac, kbitPerSecond: 31 }",
            "own.yaml:6: audio.kbitPerSecond: a whole number from 32 "
        ),
        ("mp4", "webp", "own.yaml:5: video.codec: a .webp file needs 'codec: webp'"),
        ("h264", "webp", "own.yaml:5: video.codec: this codec needs 'container: webp'"),
        ("fast }", "fast, rate: 12 }", "own.yaml:5: video.rate: leave it out: a proxy has every picture"),
        ("fast }", "fast, keyframes: 0 }", "own.yaml:5: video.keyframes: a whole number from 1 to 60 is expected"),
        ("{ codec: aac }", "{ codec: aac }\nfile: ../up", "own.yaml:7: file: a folder of its own and a name, like "),
        ("{ codec: aac }", "{ codec: aac }\nfile: shots/a", "own.yaml:7: file: a folder of its own and a name, like "),
        ("{ codec: aac }", "{ codec: aac }\nfile: a", "own.yaml:7: file: a folder of its own and a name, like "),
        ("{ codec: aac }", "{ codec: aac }\ncrop: 9/16", "own.yaml:7: crop: a shape like 9:16 is expected, not '9/16'"),
        ("{ codec: aac }", "{ codec: aac }\ntimecode: 1:2", "own.yaml:7: timecode: a timecode like 01:00:00:00 is "),
        (
            "mp4\nvideo: { codec: h264", "mov\nvideo: { codec: dnxhr_lb",
            "own.yaml:5: video.quality: leave it out: DNxHR LB has "
        ),
    ])
    func aMistakeInAProxyIsNamedWithFileLineAndKey(part: String, other: String, wanted: String) {
        #expect(complaint(about: proxy, kind: .proxies) == nil)
        let found = complaint(about: proxy.replacing(part, with: other, maxReplacements: 1), kind: .proxies)
        #expect(found?.hasPrefix(wanted) == true, "\(found ?? "no complaint")")
    }

    @Test(arguments: [
        ("proxies: [a, a]", "own.yaml:2: proxies[1]: 'a' is listed twice"),
        ("proxies:", "own.yaml:2: proxies: a list is expected, not nothing"),
        ("thumbnails: { poster: 9000 }", "own.yaml:2: thumbnails.poster: a whole number from 16 to 8192 is expected"),
        ("thumbnails: { stills: 90 }", "own.yaml:2: thumbnails.stills: unknown key; did you mean 'still'?"),
        (
            "split: { method: none }",
            "own.yaml:2: split.method: 'none' is not a value; it is one of auto, copy, smart, encode"
        ),
        (
            "split: { method: auto, verify: thorough }",
            "own.yaml:2: split.verify: 'thorough' is not a value; it is one of packets, seams, ends, full"
        ),
        ("timelines: [edl, edl]", "own.yaml:2: timelines[1]: 'edl' is listed twice"),
        (
            "timelines: [avi]",
            "own.yaml:2: timelines[0]: 'avi' is not a value; it is one of otio, edl, fcpxml, ffmetadata, vtt"
        ),
        ("report: maybe", "own.yaml:2: report: true or false is expected, not 'maybe'"),
        ("split: {}", "own.yaml:2: split: the key 'method' is missing"),
    ])
    func aMistakeInAPipelineIsNamedWithFileLineAndKey(line: String, wanted: String) {
        let found = complaint(about: "description: x\n\(line)", kind: .pipelines)
        #expect(found?.hasPrefix(wanted) == true, "\(found ?? "no complaint")")
    }

    @Test func aPipelineMakesOnlyWhatItNames() throws {
        let bare = try PipelinePreset(reading: PresetText(name: "own", file: "own.yaml", text: "description: x"))
        #expect(bare.proxies.isEmpty)
        #expect(bare.thumbnails == .init(poster: nil, still: nil, sheet: nil, sprite: nil))
        #expect(bare.split == nil)
        #expect(bare.timelines.isEmpty && !bare.statistics && !bare.report)
    }

    @Test func aliasesThatWouldExpandWithoutEndAreRefused() {
        var bomb = "a0: &a0 [x, x]\n"
        for level in 1..<40 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(complaint(about: bomb)?.hasPrefix("own.yaml:2: aliases are not allowed") == true)
        #expect(complaint(about: "description: 2 * 3 and a*b\n# *note*\nsound: true") == nil)
    }

    @Test func deepNestingIsRefused() {
        for bomb in [String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000)] {
            #expect(complaint(about: bomb)?.hasPrefix("own.yaml:1: not YAML: ") == true)
        }
    }
}
