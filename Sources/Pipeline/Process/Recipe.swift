internal import Apiframe
internal import Conformance
internal import Library
internal import Render

/// Everything that decides what is made of a clip, resolved: presets read, order merged.
struct ResolvedRecipe {
    let pipeline: PipelinePreset
    let proxies: [ProxySettings]
    let order: Order
    /// How the clip was ordered; `nil` for a file of unknown origin.
    let generation: Sidecar.Generation?
    /// What the sidecar records.
    let recorded: Sidecar.Recipe

    /// What was asked, filled up with what a stored clip was made with, and with the defaults.
    init(_ options: ProcessOptions, stored: Sidecar?) throws {
        let presets = options.presets
        let request = try options.request ?? stored?.generation.map(GenerationRequest.init(stored:))
        // A clip that was only stored was made with no recipe.
        let made = stored?.recipe == .storedOnly ? nil : stored?.recipe
        let pipelineName = options.pipeline ?? made?.pipeline ?? "default"
        let specName = options.spec ?? made?.spec
        pipeline = try presets.pipeline(pipelineName)
        let proxyNames = options.proxies ?? (options.pipeline == nil ? made?.proxies : nil) ?? pipeline.proxies
        proxies = try proxyNames.map { try presets.proxy($0).settings }
        guard Set(proxies.map { $0.file(for: "source") }).count == proxies.count,
            Set(proxies.map(\.name)).count == proxies.count
        else {
            throw UsageError("two of the proxies \(proxyNames.joined(separator: ", ")) have the same name")
        }
        let spec = try specName.map { try presets.spec($0) }
        let ordered = try request.map { try Order($0, from: .request, presets: presets) }
        order = Order(merging: [ordered, spec?.order].compactMap { $0 })
        generation = Sidecar.Generation(options, stored: stored?.generation)
        var texts = [try presets.text(of: .pipelines, pipelineName).text]
        for name in proxyNames { texts.append(try presets.text(of: .proxies, name).text) }
        if let specName { texts.append(try presets.text(of: .specs, specName).text) }
        let requestText = try options.request.map { String(decoding: try CanonicalJSON.encode($0), as: UTF8.self) }
        recorded = Sidecar.Recipe(
            pipeline: pipelineName, proxies: proxyNames, spec: specName,
            presetsDigest: SHA256Hex(of: texts.joined(separator: "\u{0}")),
            requestDigest: requestText.map { SHA256Hex(of: $0 + (options.job.map { "\u{0}\($0.id)" } ?? "")) }
                ?? made?.requestDigest)
    }
}
