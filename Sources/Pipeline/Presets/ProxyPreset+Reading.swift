internal import Timing

extension ProxyPreset {
    private enum VideoCodec: String, CaseIterable {
        case h264
        case proresProxy = "prores_proxy"
        case dnxhrLB = "dnxhr_lb"
        case webp
    }

    private enum AudioCodec: String, CaseIterable {
        case aac
        case pcm16 = "pcm_s16le"
    }

    /// Reads a file of presets/proxies. What its keys mean stands in presets/proxies/720p.yaml.
    init(reading text: PresetText) throws(PresetError) {
        let top = try PresetNode(parsing: text).members([
            "description", "maxWidth", "maxHeight", "container", "video", "audio", "file", "crop", "timecode",
            "hdr",
        ])
        let container = try top.required("container").choice(Container.self)
        self.init(
            name: text.name, description: try top.required("description").string(),
            maxWidth: try top.required("maxWidth").int(in: 16...8192),
            maxHeight: try top.required("maxHeight").int(in: 16...8192), container: container,
            video: try ProxyPreset.video(top.required("video"), in: container),
            audio: try ProxyPreset.audio(top, in: container), file: try top["file"].map(ProxyPreset.file),
            crop: try top["crop"].map(ProxyPreset.shape), timecode: try top["timecode"].map(ProxyPreset.timecode),
            hdr: try ProxyPreset.dynamicRange(top))
    }

    private static func dynamicRange(_ top: PresetMembers) throws(PresetError) -> DynamicRange {
        guard let node = top["hdr"] else { return .tonemap }
        let range = try node.choice(DynamicRange.self)
        let codec = try top.required("video").members(videoKeys).required("codec")
        if range == .keep, ![.h264, .proresProxy].contains(try codec.choice(VideoCodec.self)) {
            throw node.invalid(
                "this codec has 8 bits, and high dynamic range needs 10; h264 and prores_proxy have them")
        }
        return range
    }

    private static let videoKeys = ["codec", "quality", "speed", "keyframes", "rate", "seconds"]

    private static func video(_ node: PresetNode, in container: Container) throws(PresetError) -> Video {
        let video = try node.members(videoKeys)
        let codec = try video.required("codec")
        let kind = try codec.choice(VideoCodec.self)
        guard (kind == .webp) == (container == .webp) else {
            throw codec.invalid(
                kind == .webp ? "this codec needs 'container: webp'" : "a .webp file needs 'codec: webp'")
        }
        if kind != .webp { try refuse(["rate", "seconds"], in: video, because: "a proxy has every picture") }
        switch kind {
        case .h264:
            return .h264(
                quality: try video.required("quality").number(in: 0...51),
                speed: try video["speed"]?.choice() ?? .medium,
                keyframes: try video["keyframes"]?.int(in: 1...60))
        case .webp:
            try refuse(["speed", "keyframes"], in: video, because: "WebP has no such thing")
            return .webp(
                quality: try video.required("quality").int(in: 0...100),
                rate: try video.required("rate").int(in: 1...60),
                seconds: try video.required("seconds").int(in: 1...60))
        case .proresProxy:
            try requireMOV(container, for: codec)
            try refuse(["quality", "speed", "keyframes"], in: video, because: "ProRes Proxy has a fixed bit rate")
            return .proresProxy
        case .dnxhrLB:
            try requireMOV(container, for: codec)
            try refuse(["quality", "speed", "keyframes"], in: video, because: "DNxHR LB has a fixed bit rate")
            return .dnxhrLB
        }
    }

    private static func audio(_ top: PresetMembers, in container: Container) throws(PresetError) -> Audio? {
        guard container != .webp else {
            try refuse(["audio", "timecode"], in: top, because: "a picture that moves has no such track")
            return nil
        }
        let audio = try top.required("audio").members(["codec", "kbitPerSecond"])
        let codec = try audio.required("codec")
        switch try codec.choice(AudioCodec.self) {
        case .aac:
            return .aac(kbitPerSecond: try audio["kbitPerSecond"]?.int(in: 32...512) ?? 128)
        case .pcm16:
            try requireMOV(container, for: codec)
            try refuse(["kbitPerSecond"], in: audio, because: "uncompressed sound has a fixed bit rate")
            return .pcm16
        }
    }

    /// A path inside the clip's folder, none of the files that are there always.
    private static func file(_ node: PresetNode) throws(PresetError) -> String {
        let text = try node.string()
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isInside = parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
        let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\\" }
        guard isInside, isPlain, parts.count == 2, !["shots", "thumbs", "statistics"].contains(parts[0].lowercased())
        else {
            throw node.invalid("a folder of its own and a name, like Proxy/{clip}, is expected, not '\(text)'")
        }
        return text
    }

    /// A shape like 9:16, width against height.
    private static func shape(_ node: PresetNode) throws(PresetError) -> Rational {
        let text = try node.string()
        let sides = text.split(separator: ":").compactMap { Int($0) }
        guard sides.count == 2, text.contains(":"), sides.allSatisfy({ (1...100).contains($0) }),
            let shape = Rational(sides[0], sides[1])
        else { throw node.invalid("a shape like 9:16 is expected, not '\(text)'") }
        return shape
    }

    /// An address like 01:00:00:00; its last number has to exist at a clip's rate, which shows with the clip.
    private static func timecode(_ node: PresetNode) throws(PresetError) -> String {
        let text = try node.string()
        guard Timecode(text, rate: Rational(60000, 1001)!) != nil || Timecode(text, rate: Rational(30000, 1001)!) != nil
        else {
            throw node.invalid("a timecode like 01:00:00:00 is expected, not '\(text)'")
        }
        return text
    }

    private static func requireMOV(_ container: Container, for codec: PresetNode) throws(PresetError) {
        guard container == .mov else { throw codec.invalid("this codec needs 'container: mov'") }
    }

    private static func refuse(
        _ keys: [String], in members: PresetMembers, because reason: String
    ) throws(PresetError) {
        for key in keys {
            if let stray = members[key] { throw stray.invalid("leave it out: \(reason)") }
        }
    }
}
