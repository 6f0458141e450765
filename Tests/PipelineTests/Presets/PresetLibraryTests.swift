internal import Conformance
internal import Foundation
internal import Testing
internal import Timing

@testable internal import Pipeline

struct PresetLibraryTests {
    @Test func everyBuiltInPresetReads() throws {
        let library = try PresetLibrary()
        for name in library.names(of: .specs) { #expect(try !library.spec(name).order.isEmpty) }
        for name in library.names(of: .proxies) { #expect(try !library.proxy(name).description.isEmpty) }
        for name in library.names(of: .pipelines) { #expect(try !library.pipeline(name).description.isEmpty) }
        #expect(library.names(of: .specs).count >= 12)
        #expect(Set(["720p", "1080p", "prores-proxy", "dnxhr-lb"]).isSubset(of: library.names(of: .proxies)))
        #expect(library.names(of: .pipelines).contains("default"))
    }

    @Test func everyBuiltInFileIsOfAKnownKind() {
        let folders = Set(PresetKind.allCases.map(\.rawValue)).union(["schema"])
        for path in BuiltInPresets.files.keys {
            #expect(folders.contains(String(path.prefix { $0 != "/" })), "\(path)")
        }
    }

    @Test func readsWhatAPresetSays() throws {
        let library = try PresetLibrary()
        let order = try library.spec("uhd-60").order
        #expect(order.size == Expectation(.exactly([FrameSize(3840, 2160)!]), from: .spec("uhd-60")))
        #expect(order.aspect?.value == Rational(16, 9))
        #expect(order.frameRate?.value == .oneOf([Rational(60), Rational(60000, 1001)!]))
        #expect(order.constantFrameRate?.value == true)
        #expect(order.severities["container.format"]?.value == .warn)
        let proxy = try library.proxy("720p")
        #expect((proxy.maxWidth, proxy.maxHeight) == (1280, 720))
        #expect(proxy.container == .mp4)
        #expect(proxy.video == .h264(quality: 23.2, speed: .quick, keyframes: nil))
        #expect(proxy.audio == .aac(kbitPerSecond: 128))
        #expect(try library.proxy("prores-proxy").video == .proresProxy)
        #expect(try library.proxy("resolve").settings.file(for: "fox") == "Proxy/fox.mov")
        #expect(try library.proxy("premiere-h264").settings.file(for: "fox") == "Proxies/fox_Proxy.mp4")
        #expect(try library.proxy("web").video == .h264(quality: 22, speed: .medium, keyframes: 2))
        #expect(try library.proxy("vertical").crop == Rational(9, 16))
        #expect(try library.proxy("teaser").settings.file(for: "fox") == "proxies/proxy-teaser.webp")
        #expect(try library.proxy("dnxhr-lb").audio == .pcm16)
        let pipeline = try library.pipeline("default")
        #expect(pipeline.proxies == ["720p"])
        #expect(pipeline.thumbnails == .init(poster: 1280, still: 1280, sheet: 1600, sprite: 160))
        #expect(pipeline.split == PipelinePreset.Split(method: .auto, verification: .seams))
        #expect(pipeline.timelines == [.otio, .edl] && pipeline.statistics && pipeline.report)
    }

    @Test func everyKeyOfASpecIsRead() throws {
        let text = PresetText(
            name: "own", file: "own.yaml",
            text: """
                description: all keys
                sizes: [1920x1080, 1280x720]
                sizeMatch: nominal
                aspect: 16:9
                minimumFrameRate: 23.976
                constantFrameRate: false
                duration: 2.5
                sound: true
                containers: [mov]
                videoCodecs: [prores]
                audioCodecs: [pcm_s16le]
                pixelFormats: [yuv422p10le]
                minimumBitDepth: 10
                shots: 4
                severities: { video.codec: ignore }
                """)
        var wanted = Order()
        func own<Value>(_ value: Value) -> Conformance.Expectation<Value> { Expectation(value, from: .spec("own")) }
        wanted.size = own(.nominal([FrameSize(1920, 1080)!, FrameSize(1280, 720)!]))
        wanted.aspect = own(Rational(16, 9)!)
        wanted.frameRate = own(.atLeast(Rational(2997, 125)!))
        wanted.constantFrameRate = own(false)
        wanted.duration = own(MediaTime(value: 5, timescale: 2))
        wanted.sound = own(true)
        wanted.containers = own(["mov"])
        wanted.videoCodecs = own(["prores"])
        wanted.audioCodecs = own(["pcm_s16le"])
        wanted.pixelFormats = own(["yuv422p10le"])
        wanted.minimumBitDepth = own(10)
        wanted.shots = own(4)
        wanted.severities = ["video.codec": own(.ignore)]
        #expect(try SpecPreset(reading: text).order == wanted)
    }

    @Test func aFolderGoesBeforeWhatIsBuiltIn() throws {
        let own = try TemporaryPresets([
            "specs/uhd-60.yaml": "description: mine\nshots: 2\n",
            "specs/extra.yaml": "description: extra\nsound: true\n",
            "specs/notes.txt": "not a preset",
        ])
        let library = try PresetLibrary(folder: own.folder)
        #expect(try library.spec("uhd-60").description == "mine")
        #expect(try library.spec("extra").order.sound?.value == true)
        #expect(try library.spec("uhd-24").description == PresetLibrary().spec("uhd-24").description)
        #expect(library.names(of: .specs).contains("extra"))
        #expect(!library.names(of: .specs).contains("notes"))
    }

    @Test func theOptionGoesBeforeTheEnvironment() throws {
        let (option, variable) = (try TemporaryPresets(), try TemporaryPresets())
        let environment = ["DAILIES_PRESETS": variable.folder]
        #expect(try PresetLibrary(option: option.folder, environment: environment).folder == option.folder)
        #expect(try PresetLibrary(option: nil, environment: environment).folder == variable.folder)
        #expect(try PresetLibrary(option: nil, environment: ["DAILIES_PRESETS": ""]).folder == nil)
        #expect(throws: PresetError.unreadable(file: "/nonexistent", reason: "there is no such presets folder")) {
            try PresetLibrary(option: "/nonexistent", environment: [:])
        }
    }

    @Test func aPathIsReadAsAFile() throws {
        let own = try TemporaryPresets(["my spec.yaml": "description: mine\nsound: false\n"])
        let spec = try PresetLibrary().spec("\(own.folder)/my spec.yaml")
        #expect(spec.name == "my spec")
        #expect(spec.order.sound == Expectation(false, from: .spec("my spec")))
    }

    @Test(arguments: ["uhd-61", "", "..", ".hidden", "-x", "uhd 60", "ühd", String(repeating: "a", count: 65)])
    func anUnknownNameListsWhatThereIs(name: String) throws {
        let library = try PresetLibrary()
        let error = #expect(throws: PresetError.self) { try library.spec(name) }
        #expect(error == .unknown(kind: .specs, name: name, available: library.names(of: .specs)))
        #expect(error?.description.contains("hd-30, kling-3.0-4k-16x9") == true)
    }

    @Test func whatIsNoPresetFileIsNotRead() throws {
        let own = try TemporaryPresets([
            "big.yaml": String(repeating: "#", count: 256 * 1024 + 1), "folder.yaml/x": "",
        ])
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: "\(own.folder)/bytes.yaml"))
        let library = try PresetLibrary()
        for (file, reason) in [
            ("\(own.folder)/none.yaml", "there is no such file"),
            ("\(own.folder)/big.yaml", "it is larger than 256 KiB, which no preset is"),
            ("\(own.folder)/folder.yaml", "this is a folder"),
            ("\(own.folder)/bytes.yaml", "it is not UTF-8 text"),
            ("/dev/zero", "this is not a regular file"),
        ] {
            #expect(throws: PresetError.unreadable(file: file, reason: reason)) { try library.spec(file) }
        }
    }

    @Test func aPipelineNamesOnlyProxiesThatThereAre() throws {
        let own = try TemporaryPresets(["pipelines/mine.yaml": "description: mine\nproxies: [721p]\n"])
        let library = try PresetLibrary(folder: own.folder)
        let error = #expect(throws: PresetError.self) { try library.pipeline("mine") }
        #expect(error?.description.hasPrefix("there is no proxy preset '721p'; there are: 1080p, 720p") == true)
    }
}
