internal import Render
extension PipelinePreset {
    /// Reads a file of presets/pipelines. What its keys mean stands in presets/pipelines/default.yaml.
    init(reading text: PresetText) throws(PresetError) {
        let top = try PresetNode(parsing: text).members([
            "description", "proxies", "thumbnails", "split", "timelines", "statistics", "report",
        ])
        var proxies: [String] = []
        for node in try top["proxies"]?.list() ?? [] {
            let name = try node.string()
            guard !proxies.contains(name) else { throw node.invalid("'\(name)' is listed twice") }
            proxies.append(name)
        }
        let pictures = try top["thumbnails"]?.members(["poster", "still", "sheet", "sprite"])
        let pixels = 16...8192
        let thumbnails = Thumbnails(
            poster: try pictures?["poster"]?.int(in: pixels), still: try pictures?["still"]?.int(in: pixels),
            sheet: try pictures?["sheet"]?.int(in: pixels), sprite: try pictures?["sprite"]?.int(in: pixels))
        let cutting = try top["split"]?.members(["method", "verify"])
        let split = try cutting.map { keys throws(PresetError) in
            Split(
                method: try keys.required("method").choice(CutPlan.Method.self),
                verification: try keys["verify"]?.choice(Verification.self) ?? .seams)
        }
        var timelines: [TimelineFormat] = []
        for node in try top["timelines"]?.list() ?? [] {
            let format = try node.choice(TimelineFormat.self)
            guard !timelines.contains(format) else { throw node.invalid("'\(format.rawValue)' is listed twice") }
            timelines.append(format)
        }
        self.init(
            name: text.name, description: try top.required("description").string(), proxies: proxies,
            thumbnails: thumbnails, split: split, timelines: timelines,
            statistics: try top["statistics"]?.bool() ?? false, report: try top["report"]?.bool() ?? false)
    }
}
