package import Apiframe
internal import Conformance
internal import Library
internal import Timing

/// What generations cost, as a file under presets/pricing says it.
package struct PriceList: Sendable, Equatable {
    /// The file's name without its ending.
    package let name: String
    /// One line for a list.
    package let description: String
    /// Where the figures come from, and when they were read there.
    package let source: String
    package let date: String
    /// One credit in US cents.
    package let creditCents: Int
    let prices: [Entry]

    /// The price of a second.
    struct Entry: Sendable, Equatable {
        let model: String
        let mode: VideoMode
        let sound: Bool
        let creditsPerSecond: Int
    }

    /// The credits for a request; `nil` where the list has no price for it, or where the request leaves open
    /// whether there is sound: the API's sources disagree on its default.
    package func credits(for request: GenerationRequest) -> Int? { price(of: request)?.credits }

    /// The credits for a request, and what it is priced by. A price above ``JobTicket/mostCredits`` is as good as none.
    func price(of request: GenerationRequest) -> (credits: Int, tariff: Tariff)? {
        let mode = request.parameters.mode ?? .pro
        guard let sound = request.parameters.generateAudio, let length = request.length,
            let entry = prices.first(where: { $0.model == request.model && $0.mode == mode && $0.sound == sound }),
            // A second that has begun is paid for.
            let seconds = length.rescaled(to: Rational(1), rounding: .up)?.ticks, seconds > 0
        else { return nil }
        let (credits, overflow) = seconds.multipliedReportingOverflow(by: entry.creditsPerSecond)
        guard !overflow, credits <= JobTicket.mostCredits, seconds <= Tariff.mostSeconds else { return nil }
        let name = "\(entry.model) \(mode.rawValue)\(sound ? " sound" : "")"
        return (credits, Tariff(name: name, seconds: seconds))
    }

    /// Reads a file of presets/pricing. What its keys mean stands in presets/pricing/apiframe.yaml.
    init(reading text: PresetText) throws(PresetError) {
        let top = try PresetNode(parsing: text).members(["description", "source", "date", "creditCents", "prices"])
        name = text.name
        description = try top.required("description").string()
        source = try top.required("source").string()
        date = try top.required("date").string()
        creditCents = try top.required("creditCents").int(in: 1...10_000)
        var entries: [Entry] = []
        for node in try top.required("prices").list() {
            let entry = try node.members(["model", "mode", "sound", "creditsPerSecond"])
            entries.append(
                Entry(
                    model: try entry.required("model").string(),
                    mode: try entry.required("mode").choice(VideoMode.self),
                    sound: try entry.required("sound").bool(),
                    creditsPerSecond: try entry.required("creditsPerSecond").int(in: 0...1_000_000)))
        }
        prices = entries
    }
}
