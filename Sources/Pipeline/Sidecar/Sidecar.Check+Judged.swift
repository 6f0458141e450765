package import Conformance
package import Library

extension Sidecar.Check {
    /// A check as the sidecar records it.
    package init(_ check: Check) {
        self.init(
            id: check.id, status: Status(rawValue: check.status.rawValue)!, expected: check.expected,
            actual: check.actual, message: check.message)
    }
}
