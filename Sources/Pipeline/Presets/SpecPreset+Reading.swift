internal import Conformance
internal import Timing

extension SpecPreset {
    /// The keys of a spec preset. What they mean stands in presets/specs/uhd-60.yaml.
    private static let keys = [
        "description", "sizes", "sizeMatch", "aspect", "frameRates", "minimumFrameRate", "constantFrameRate",
        "duration", "sound", "containers", "videoCodecs", "audioCodecs", "pixelFormats", "minimumBitDepth",
        "dynamicRanges", "shots",
        "fastStart", "loudness", "loudnessTolerance", "severities",
    ]

    /// Reads a file of presets/specs.
    init(reading text: PresetText) throws(PresetError) {
        let top = try PresetNode(parsing: text).members(SpecPreset.keys)
        let origin = Origin.spec(text.name)
        func ordered<Value>(_ value: Value?) -> Expectation<Value>? { value.map { Expectation($0, from: origin) } }

        var order = Order()
        order.size = ordered(try SpecPreset.size(top))
        order.aspect = ordered(try top["aspect"]?.aspect())
        order.frameRate = ordered(try SpecPreset.frameRate(top))
        order.constantFrameRate = ordered(try top["constantFrameRate"]?.bool())
        order.duration = ordered(try top["duration"]?.seconds())
        order.sound = ordered(try top["sound"]?.bool())
        order.containers = ordered(try top["containers"]?.names())
        order.videoCodecs = ordered(try top["videoCodecs"]?.names())
        order.audioCodecs = ordered(try top["audioCodecs"]?.names())
        order.pixelFormats = ordered(try top["pixelFormats"]?.names())
        order.minimumBitDepth = ordered(try top["minimumBitDepth"]?.int(in: 8...16))
        order.dynamicRanges = ordered(try SpecPreset.dynamicRanges(top))
        order.shots = ordered(try top["shots"]?.int(in: 1...1000))
        order.fastStart = ordered(try top["fastStart"]?.bool())
        order.loudness = ordered(try SpecPreset.loudness(top))
        if let severities = try top["severities"]?.members(Rule.all.map(\.id)) {
            for (id, node) in severities.members {
                order.severities[id] = Expectation(try node.choice(Severity.self), from: origin)
            }
        }
        self.init(name: text.name, description: try top.required("description").string(), order: order)
    }

    /// Whether sizes near to those named will do.
    private enum SizeMatch: String, CaseIterable {
        case exact, nominal
    }

    private static func size(_ top: PresetMembers) throws(PresetError) -> SizeRule? {
        let match: SizeMatch = try top["sizeMatch"]?.choice() ?? .exact
        guard let node = top["sizes"] else {
            if let stray = top["sizeMatch"] { throw stray.invalid("it says how to compare sizes, and there are none") }
            return nil
        }
        var sizes: [FrameSize] = []
        for element in try node.list() { sizes.append(try element.parsed(as: "a size like 1920x1080", FrameSize.init)) }
        return match == .exact ? .exactly(sizes) : .nominal(sizes)
    }

    private static func dynamicRanges(_ top: PresetMembers) throws(PresetError) -> [DynamicRange]? {
        guard let node = top["dynamicRanges"] else { return nil }
        var ranges: [DynamicRange] = []
        for element in try node.list() { ranges.append(try element.choice(DynamicRange.self)) }
        return ranges
    }

    private static func loudness(_ top: PresetMembers) throws(PresetError) -> LoudnessRule? {
        guard let target = top["loudness"] else {
            if let stray = top["loudnessTolerance"] {
                throw stray.invalid("it says how near to 'loudness', which is missing")
            }
            return nil
        }
        return LoudnessRule(
            target: try target.number(in: -70...0), tolerance: try top["loudnessTolerance"]?.number(in: 0...20) ?? 1)
    }

    private static func frameRate(_ top: PresetMembers) throws(PresetError) -> FrameRateRule? {
        if let least = top["minimumFrameRate"] {
            guard top["frameRates"] == nil else {
                throw least.invalid("a spec has either minimumFrameRate or frameRates, not both")
            }
            return .atLeast(try least.frameRate())
        }
        guard let node = top["frameRates"] else { return nil }
        var rates: [Rational] = []
        for element in try node.list() { rates.append(try element.frameRate()) }
        return .oneOf(rates)
    }
}
