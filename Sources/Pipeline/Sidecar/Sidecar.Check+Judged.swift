package import Conformance
package import Library

extension Sidecar.Check {
    /// Of hundreds of repeated frames, the first ones show where to look.
    private static let mostEvidence = 100

    /// A check as the sidecar records it.
    package init(_ check: Check) {
        self.init(
            id: check.id, status: Status(rawValue: check.status.rawValue)!, expected: check.expected,
            actual: check.actual, message: check.message,
            evidence: check.evidence.prefix(Self.mostEvidence).map {
                Evidence(start: $0.start, end: $0.end, startFrame: $0.startFrame, endFrame: $0.endFrame)
            })
    }
}
