internal import Synchronization

/// Times the threads of a pass while it runs.
final class PassClock: Sendable {
    /// The threads, in the order of the data.
    enum Part: String, CaseIterable {
        case decoding, pictures, proxies
    }

    private let begun = ContinuousClock.now
    private let programBefore = ProcessorTime.ofProgram
    private let spent = Mutex<[Part: Double]>([:])

    /// Called by a thread at its end; `before` is what it had spent when its part began.
    func end(of part: Part, since before: Double = 0) {
        let seconds = ProcessorTime.ofThread - before
        spent.withLock { $0[part] = seconds }
    }

    /// What came of it, with what the queues between the threads tell: after decoding, and before the proxies where there
    /// are any.
    func timing(
        decoded: (writer: Duration, reader: Duration), reduced: (writer: Duration, reader: Duration)?
    ) -> PassTiming {
        var waits: [Part: [(Part, Duration)]] = [
            .decoding: [(.pictures, decoded.writer)], .pictures: [(.decoding, decoded.reader)],
        ]
        if let reduced {
            waits[.pictures]?.append((.proxies, reduced.writer))
            waits[.proxies] = [(.pictures, reduced.reader)]
        }
        let spent = spent.withLock { $0 }
        let threads = Part.allCases.compactMap { part in
            spent[part].map { seconds in
                PassTiming.Thread(
                    name: part.rawValue, processor: seconds,
                    waits: (waits[part] ?? []).map { .init(thread: $0.0.rawValue, seconds: $0.1.inSeconds) })
            }
        }
        return PassTiming(
            seconds: (ContinuousClock.now - begun).inSeconds, processor: ProcessorTime.ofProgram - programBefore,
            threads: threads)
    }
}
