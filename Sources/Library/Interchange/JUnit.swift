/// Checks as a JUnit report, which CI systems show: one test case a check.
package enum JUnit {
    /// A failed check is a failure and an unmade one is skipped; a warning passes, with its words as output.
    package static func xml(_ checks: [Sidecar.Check], of clip: String) -> String {
        let failures = checks.count { $0.status == .fail }
        let skipped = checks.count { $0.status == .notEvaluated }
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<testsuites name="dailies" tests="\#(checks.count)" failures="\#(failures)" skipped="\#(skipped)">"#,
            #"  <testsuite name="\#(clip.xmlEscaped)" tests="\#(checks.count)" failures="\#(failures)" "#
                + #"errors="0" skipped="\#(skipped)">"#,
        ]
        for check in checks {
            let message = check.message.xmlEscaped
            let details = "expected \(check.expected ?? "nothing"), got \(check.actual ?? "nothing")".xmlEscaped
            lines.append(#"    <testcase classname="\#(clip.xmlEscaped)" name="\#(check.id.xmlEscaped)">"#)
            switch check.status {
            case .pass: break
            case .warn: lines.append("      <system-out>warn: \(message) (\(details))</system-out>")
            case .fail: lines.append(#"      <failure message="\#(message)">\#(details)</failure>"#)
            case .notEvaluated: lines.append(#"      <skipped message="\#(message)"/>"#)
            }
            lines.append("    </testcase>")
        }
        return (lines + ["  </testsuite>", "</testsuites>", ""]).joined(separator: "\n")
    }
}
