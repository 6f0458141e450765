internal import Foundation
internal import Library
internal import Pipeline

/// What becomes of a command's inputs: told as it comes, or as one JSON document in the end. The highest exit code wins.
struct InputReport {
    private let isJSON: Bool
    private let tellsTimings: Bool
    private var clips: [ProcessReport.Clip] = []
    private var highest: Int32 = 0
    private var isStopped = false

    init(isJSON: Bool, tellsTimings: Bool = false) {
        self.isJSON = isJSON
        self.tellsTimings = tellsTimings
    }

    /// Waits for all inputs, and tells what becomes of each in their order.
    ///
    /// - Parameters:
    ///   - jobs: the inputs that are jobs, by their places.
    ///   - work: what is done with the others, in their order.
    ///   - deliver: fetches what a job made, and shows how far it is on a line of the board.
    mutating func take(
        _ inputs: [ClipInput], _ jobs: [Int: Swift.Result<JobInput, any Error>], _ work: [Task<Processed, any Error>],
        _ board: ProgressBoard, deliver: (JobInput, _ line: Int) async throws -> [Processed]
    ) async {
        var work = work[...]
        for (index, input) in inputs.enumerated() {
            guard let job = jobs[index] else {
                let outcome = await work.removeFirst().result
                board.hidden { add(input.name, outcome) }
                continue
            }
            do {
                // The others have the first lines of the board, by their own count.
                for clip in try await deliver(job.get(), inputs.count + index) {
                    board.hidden { add(input.name, .success(clip)) }
                }
            } catch {
                board.hidden { add(input.name, .failure(error)) }
            }
        }
    }

    /// Tells what became of an input.
    private mutating func add(_ input: String, _ outcome: Swift.Result<Processed, any Error>) {
        switch outcome {
        case .success(let processed):
            clips.append(ProcessReport.Clip(input, processed, tellsTimings: tellsTimings))
            // A clip that was only stored was not held against anything that a pass finds.
            if processed.sidecar.failedSpec {
                highest = max(highest, ExitCode.failedSpec.rawValue)
            }
        case .failure(let error as StopFlag.Stopped):
            // A signal stops all inputs, and is told of once.
            if !isStopped {
                highest = max(highest, ExitCode.report(error))
                Terminal.error("the same command goes on from here")
            }
            isStopped = true
            clips.append(ProcessReport.Clip(input, failed: error))
        case .failure(let error):
            highest = max(highest, ExitCode.report(error))
            clips.append(ProcessReport.Clip(input, failed: error))
        }
        if !isJSON { clips[clips.count - 1].print() }
    }

    /// Writes one page over all of it, unless a signal stopped the work. That it cannot be written is told of, and counts.
    mutating func write(_ page: String, _ common: CommonOptions) async {
        guard !isStopped else { return }
        do {
            let bytes = try await common.writeIndex(
                IndexReport("Clips of \(Date().formatted(.iso8601.year().month().day()))", clips.map(\.indexItem)),
                to: page)
            if !isJSON { Terminal.print(Terminal.dim("\(page): \(clips.count) inputs, \(ByteText.of(bytes))")) }
        } catch {
            highest = max(highest, ExitCode.report(error))
        }
    }

    /// Prints the document, and ends the program with the highest code unless that is 0.
    func end() throws {
        if isJSON { try Result.printJSON(ProcessReport(clips: clips)) }
        if highest != 0 { throw Exit(code: highest) }
    }
}
