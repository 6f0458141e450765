internal import Apiframe
internal import ArgumentParser
internal import Conformance
internal import Pipeline
internal import Timing

/// What a clip has to be, from records, presets and options, in this order of trust.
struct OrderOptions: ParsableArguments {
    @Option(help: "The JSON body that ordered the clip.", completion: .file()) var request: String?
    @Option(help: "The job's record as the API gave it: its input, and what it cost.", completion: .file())
    var job: String?
    @Option(help: "A spec preset, by name or file.", completion: .file()) var spec: String?
    @Option(help: "Width and height in pixels, 3840x2160.") var size: String?
    @Option(help: "Frames a second: 24, 23.976 or 30000/1001.") var fps: String?
    @Option(help: "Seconds.") var duration: String?
    @Option(help: "How many shots.") var shots: Int?
    @Flag(inversion: .prefixedNo, help: "Whether there has to be sound.") var sound: Bool?

    /// Everything merged, and what the job cost.
    func order(_ presets: PresetLibrary) throws -> (order: Order, chargedCredits: Int?) {
        let record = try job.map { try JobRecord(contentsOf: $0) }
        var orders: [Order] = []
        if let request {
            orders.append(try Order(GenerationRequest(contentsOf: request), from: .request, presets: presets))
        }
        if let input = record?.input { orders.append(try Order(input, from: .job, presets: presets)) }
        if let spec { orders.append(try presets.spec(spec).order) }
        orders.append(try typed())
        return (Order(merging: orders), record?.creditCost)
    }

    /// What was typed itself.
    private func typed() throws -> Order {
        var order = Order()
        if let size {
            guard let size = FrameSize(size) else { throw wrong("--size", size, "a size like 1920x1080") }
            order.size = Expectation(.exactly([size]), from: .commandLine)
        }
        if let fps {
            guard let rate = Rational(typed: fps) else {
                throw wrong("--fps", fps, "a frame rate like 24 or 30000/1001")
            }
            order.frameRate = Expectation(.oneOf([rate]), from: .commandLine)
        }
        if let duration {
            guard case .time(let time)? = CutPoint(duration), time > .zero else {
                throw wrong("--duration", duration, "seconds, like 5 or 2.5")
            }
            order.duration = Expectation(time, from: .commandLine)
        }
        if let shots {
            guard shots > 0 else { throw wrong("--shots", "\(shots)", "a number from 1") }
            order.shots = Expectation(shots, from: .commandLine)
        }
        order.sound = sound.map { Expectation($0, from: .commandLine) }
        return order
    }

    private func wrong(_ option: String, _ value: String, _ wanted: String) -> ValidationError {
        ValidationError("\(option) takes \(wanted), not '\(value)'.")
    }
}

extension Rational {
    /// "24", "30000/1001" or "23.976"; `nil` for what is no frame rate.
    init?(typed text: String) {
        if let rate = Rational(text) {
            self = rate
        } else if case .time(let time)? = CutPoint(text), !text.contains(":"),
            let rate = Rational(time.ticks).times(time.timeBase)
        {
            self = rate
        } else {
            return nil
        }
        guard self > Rational(0), self <= Rational(1000) else { return nil }
    }
}
