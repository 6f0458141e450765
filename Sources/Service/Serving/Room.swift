internal import Foundation
internal import Library
internal import Synchronization

/// Whether there is room for more jobs: in the queue, and on the disk. Looked at now and then, not for each that asks.
final class Room: Sendable {
    /// What is missing.
    enum Shortage: Sendable, Equatable {
        /// More jobs wait than may.
        case queue(most: Int)
        /// The library's disk has less left than is kept free, in bytes.
        case disk(left: Int)

        var words: String {
            switch self {
            case .queue(let most): "the queue is full: \(most) jobs wait"
            case .disk(let left): "the disk is full: \(left >> 20) MiB are left"
            }
        }
    }

    private let queue: any JobQueue
    private let library: URL
    private let most: Int
    private let reserve: Int
    private let last = Mutex<(seenAt: ContinuousClock.Instant, shortage: Shortage?)?>(nil)

    private static let memory: Duration = .seconds(1)

    /// Room for `most` waiting jobs, with `reserve` bytes of the disk left free.
    init(_ queue: any JobQueue, library: URL, most: Int, reserve: Int) {
        (self.queue, self.library, self.most, self.reserve) = (queue, library, most, reserve)
    }

    /// What is missing, as far as was seen within the last second; `nil` where nothing is.
    func shortage() async throws -> Shortage? {
        let now = ContinuousClock.now
        if let known = last.withLock({ $0 }), now - known.seenAt < Self.memory { return known.shortage }
        let shortage = try await look()
        last.withLock { $0 = (now, shortage) }
        return shortage
    }

    private func look() async throws -> Shortage? {
        if let left = Self.bytesLeft(library), left < reserve { return .disk(left: left) }
        return try await queue.census()[.waiting] >= most ? .queue(most: most) : nil
    }

    /// Bytes that the disk of a folder has left for us; `nil` where it does not say.
    static func bytesLeft(_ folder: URL) -> Int? {
        var facts = statvfs()
        guard statvfs(folder.path, &facts) == 0, facts.f_blocks > 0 else { return nil }
        return Int(
            clamping: UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize)).partialValue)
    }
}
