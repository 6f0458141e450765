internal import Fetch
internal import Foundation
internal import Library
internal import Pipeline

/// Several downloads at once, each on its own line of a board.
struct Downloads: Sendable {
    let job: FetchJob
    let library: URL
    let board: ProgressBoard
    let trap: SignalTrap
    private let slots: Slots

    /// At most `atOnce` downloads run at the same time.
    init(_ job: FetchJob, into library: URL, atOnce: Int, _ board: ProgressBoard, _ trap: SignalTrap) {
        self.job = job
        self.library = library
        self.board = board
        self.trap = trap
        slots = Slots(atOnce)
    }

    /// An input's file, which is here.
    struct Arrived: Sendable {
        let input: ClipInput
        let delivery: Delivery
        /// Where it waits to be stored; `nil` for a file that was here before.
        var arrival: Arrival?
        /// The copy that was taken of a file whose path may lead elsewhere by now.
        var copy: FileCopy?

        /// Removes what waited, after the library has it.
        func discard() {
            arrival?.discard()
            copy?.discard()
        }
    }

    /// Starts to fetch what has to be fetched, and hands each file to `use` as soon as it is here, with its line of the
    /// board. The tasks are in the order of the inputs; one that fails does not stop the others, and a signal stops all.
    func start<Value: Sendable>(
        _ inputs: [ClipInput], _ use: @escaping @Sendable (Arrived, _ line: Int) async throws -> Value
    ) -> [Task<Value, any Error>] {
        let tasks = inputs.enumerated().map { index, input in
            Task {
                defer { board.remove(index) }
                do {
                    return try await use(try await arrive(input, index), index)
                } catch is CancellationError {
                    // Only a signal cancels, and the flag knows which.
                    try trap.stop.check()
                    throw CancellationError()
                }
            }
        }
        Task { [stop = trap.stop] in
            while (try? stop.check()) != nil { try? await Task.sleep(for: .milliseconds(50)) }
            for task in tasks { task.cancel() }
        }
        return tasks
    }

    private func arrive(_ input: ClipInput, _ index: Int) async throws -> Arrived {
        switch try input.source.get() {
        case .file(let path, followsLinks: true):
            return Arrived(input: input, delivery: Delivery(path: path, in: library))
        case .file(let path, followsLinks: false):
            let copy = try await onCodecThread(named: "copy") { [library] in try FileCopy(of: path, in: library) }
            return Arrived(input: input, delivery: copy.delivery, copy: copy)
        case .clip(let id):
            return Arrived(input: input, delivery: try Delivery(clip: ClipID(validating: id), in: library))
        case .url(let text):
            let clip = RemoteClip(url: try RemoteURL(text))
            let arrival = try await slots.taking {
                try await job.run(clip) { progress in
                    board.show(index, DownloadMeter(input.name)) { $0.take(progress) }
                }
            }
            return Arrived(input: input, delivery: arrival.delivery, arrival: arrival)
        case .job, .record: preconditionFailure("a job is delivered by its desk")
        }
    }
}
