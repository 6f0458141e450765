package import Apiframe
package import Foundation
package import Library

/// How a worker works.
package struct WorkerSettings: Sendable {
    /// The library's folder.
    package var library: URL
    /// How many jobs it does at once.
    package var slots = WorkerSettings.defaultSlots
    package var limits = JobLimits()
    package var policy = QueuePolicy()
    /// How long running jobs have to end when it is stopped, before they are handed back.
    package var grace: Duration = .seconds(20)
    /// Whether it ends when nothing is left to be done.
    package var drains = false
    /// The program that does a job, `dailies`.
    package var program = "/proc/self/exe"
    /// What that is told beside the command and the library.
    package var arguments: [String] = []
    /// What jobs of the provider are asked for with; `nil` where there is none.
    package var apiKey: APIKey?

    package init(library: URL) { self.library = library }

    /// One a core, but at least two, so that one downloads while the other decodes; fewer where memory is short: a 4K clip
    /// takes some 300 MB.
    package static var defaultSlots: Int {
        let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory >> 29)
        return max(1, min(max(2, ProcessInfo.processInfo.activeProcessorCount), memory))
    }
}
