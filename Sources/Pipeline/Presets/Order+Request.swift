package import Apiframe
package import Conformance
internal import Timing

extension Order {
    /// What a request body, or the `input` of a job, orders.
    ///
    /// Of Kling 3.0 we know what its modes and the API's defaults mean: the sizes stand in
    /// specs/kling-3.0-MODE-ASPECT.yaml. Of another model only what the request itself says is expected.
    package init(
        _ request: GenerationRequest, from origin: Origin = .request, presets: PresetLibrary
    ) throws(PresetError) {
        var order = Order()
        let parameters = request.parameters
        order.duration = request.length.map { Expectation($0, from: origin) }
        let prices = try presets.prices()
        order.price = prices.credits(for: request).map {
            Expectation(Price(credits: $0, creditCents: prices.creditCents), from: origin)
        }
        // The API's sources disagree on the default, so a request that does not say orders neither.
        order.sound = parameters.generateAudio.map { Expectation($0, from: origin) }
        order.aspect = parameters.aspectRatio.map { Expectation($0.ratio, from: origin) }
        order.expect(shots: request.shots, from: origin)
        guard request.isKling3 else {
            self = order
            return
        }

        let mode = parameters.mode ?? .pro
        // Without a shape, that of any will do: a start image decides it, or the API.
        let shapes = parameters.aspectRatio.map { [$0] } ?? AspectRatio.allCases
        var specs: [Order] = []
        for shape in shapes { specs.append(try presets.spec(specName(mode, shape)).order) }
        order.size = sizes(of: specs).map { Expectation($0, from: origin) }
        var delivery = specs.first ?? Order()
        if shapes.count > 1 { delivery.aspect = nil }
        self.init(merging: [order, delivery])
    }
}

extension Order {
    /// What a script alone orders: as many shots, at their times.
    init(shotsOf script: [ScriptedShot]) {
        self.init()
        expect(shots: script, from: .request)
    }

    private mutating func expect(shots script: [ScriptedShot], from origin: Origin) {
        guard !script.isEmpty else { return }
        shots = Expectation(script.count, from: origin)
        shotStarts = Expectation(script.map(\.start), from: origin)
    }
}

/// "kling-3.0-pro-16x9".
private func specName(_ mode: VideoMode, _ shape: AspectRatio) -> String {
    "kling-3.0-\(mode.rawValue)-\(shape.rawValue.replacing(":", with: "x"))"
}

/// The sizes that any of `specs` accepts.
private func sizes(of specs: [Order]) -> SizeRule? {
    let rules = specs.compactMap { $0.size?.value }
    guard !rules.isEmpty else { return nil }
    let sizes = rules.flatMap(\.sizes)
    let areExact = rules.allSatisfy { if case .exactly = $0 { true } else { false } }
    return areExact ? .exactly(sizes) : .nominal(sizes)
}

extension GenerationRequest {
    /// The length that was asked for: said, or that of all shots, or for Kling 3.0 the API's default of 5 seconds.
    var length: MediaTime? {
        if let said = parameters.duration { return said }
        if let last = shots.last, let length = last.duration { return last.start.adding(length) }
        return isKling3 ? MediaTime(value: 5, timescale: 1) : nil
    }
}
