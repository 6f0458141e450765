extension ProxyPreset {
    private enum VideoCodec: String, CaseIterable {
        case h264
        case proresProxy = "prores_proxy"
        case dnxhrLB = "dnxhr_lb"
    }

    private enum AudioCodec: String, CaseIterable {
        case aac
        case pcm16 = "pcm_s16le"
    }

    /// Reads a file of presets/proxies. What its keys mean stands in presets/proxies/720p.yaml.
    init(reading text: PresetText) throws(PresetError) {
        let top = try PresetNode(parsing: text).members([
            "description", "maxWidth", "maxHeight", "container", "video", "audio",
        ])
        let container = try top.required("container").choice(Container.self)
        self.init(
            name: text.name, description: try top.required("description").string(),
            maxWidth: try top.required("maxWidth").int(in: 16...8192),
            maxHeight: try top.required("maxHeight").int(in: 16...8192), container: container,
            video: try ProxyPreset.video(top.required("video"), in: container),
            audio: try ProxyPreset.audio(top.required("audio"), in: container))
    }

    private static func video(_ node: PresetNode, in container: Container) throws(PresetError) -> Video {
        let video = try node.members(["codec", "quality", "speed"])
        let codec = try video.required("codec")
        switch try codec.choice(VideoCodec.self) {
        case .h264:
            return .h264(
                quality: try video.required("quality").number(in: 0...51),
                speed: try video["speed"]?.choice() ?? .medium)
        case .proresProxy:
            try requireMOV(container, for: codec)
            try refuse(["quality", "speed"], in: video, because: "ProRes Proxy has a fixed bit rate")
            return .proresProxy
        case .dnxhrLB:
            try requireMOV(container, for: codec)
            try refuse(["quality", "speed"], in: video, because: "DNxHR LB has a fixed bit rate")
            return .dnxhrLB
        }
    }

    private static func audio(_ node: PresetNode, in container: Container) throws(PresetError) -> Audio {
        let audio = try node.members(["codec", "kbitPerSecond"])
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
