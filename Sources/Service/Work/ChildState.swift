internal import Foundation

/// How a child process stands, as the kernel tells it.
struct ChildState {
    /// How much memory it has in use, in bytes.
    let memory: Int

    /// `nil` for a process that has ended, whether or not anybody has asked for its status yet.
    init?(_ process: pid_t) {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            // The name stands in parentheses, and may hold spaces and more of them.
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 21, fields[0] != "Z", fields[0] != "X", let pages = Int(fields[21]) else { return nil }
        memory = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
