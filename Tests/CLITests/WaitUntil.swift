internal import Foundation
internal import Testing

/// Waits for what a program does in its own time, but no longer than a minute: what never comes is a failure, and no hang.
func waitUntil(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ isSo: () throws -> Bool
) throws {
    for _ in 0..<2400 {
        if try isSo() { return }
        usleep(25_000)
    }
    Issue.record("never came: \(what)", sourceLocation: sourceLocation)
}
