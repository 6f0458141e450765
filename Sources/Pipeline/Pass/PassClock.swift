internal import Synchronization

/// Times the threads of a pass while it runs.
final class PassClock: Sendable {
    /// The threads, in the order of the data.
    enum Part: String, CaseIterable {
        case decoding, reduction, pictures, proxies
    }

    private let begun = ContinuousClock.now
    private let programBefore = ProcessorTime.ofProgram
    private let spent = Mutex<[Part: Double]>([:])

    /// Called by a thread at its end; `before` is what it had spent when its part began.
    func end(of part: Part, since before: Double = 0) {
        let seconds = ProcessorTime.ofThread - before
        spent.withLock { $0[part] = seconds }
    }

    /// What came of it, with what the queues between the threads tell, in the order of the data: each lies between a part
    /// and the next.
    func timing(waits: [(writer: Duration, reader: Duration)]) -> PassTiming {
        var waited: [Part: [(Part, Duration)]] = [:]
        for (index, wait) in waits.enumerated() {
            let (writer, reader) = (Part.allCases[index], Part.allCases[index + 1])
            waited[writer, default: []].append((reader, wait.writer))
            waited[reader, default: []].append((writer, wait.reader))
        }
        let spent = spent.withLock { $0 }
        let threads = Part.allCases.compactMap { part in
            spent[part].map { seconds in
                PassTiming.Thread(
                    name: part.rawValue, processor: seconds,
                    waits: (waited[part] ?? []).map { .init(thread: $0.0.rawValue, seconds: $0.1.inSeconds) })
            }
        }
        return PassTiming(
            seconds: (ContinuousClock.now - begun).inSeconds, processor: ProcessorTime.ofProgram - programBefore,
            threads: threads)
    }
}
