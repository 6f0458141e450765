package import Foundation

/// How a folder is watched.
package struct WatchSettings: Sendable {
    /// The library that the clips go to.
    package var library: URL
    /// Whether the folders below it are meant too.
    package var isRecursive = false
    /// How long a file has to stay as it is before it counts as whole.
    package var patience: Duration = .seconds(2)
    /// How long after a look at the whole folder the next one comes, beside what the system tells.
    package var interval: Duration = .seconds(30)
    /// Whether to end when what is there is done.
    package var endsWhenDone = false
    /// How many clips are done at once.
    package var slots = WorkerSettings.defaultSlots
    package var limits = JobLimits()
    /// The program that does a clip, `dailies`, and what it is told.
    package var program = "/proc/self/exe"
    package var arguments: [String] = []
    /// What is asked of each clip, as a digest: what was done under another one is asked anew.
    package var asked = ""

    package init(library: URL) { self.library = library }
}
