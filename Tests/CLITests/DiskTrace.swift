internal import Foundation
internal import Support
internal import Testing

/// What a program asked of the disk and what it said meanwhile, in the order in which it happened; by strace.
struct DiskTrace {
    enum Event: Equatable {
        /// Bytes went, or began to go, to the file at this path.
        case wrote(String)
        /// The disk has the file or folder at this path.
        case synced(String)
        /// Bytes of text went to a socket, a pipe or standard output; how they begin.
        case said(String)
    }

    /// Whether there is a strace and it may trace.
    static let isAvailable = (try? Tool("strace").run(["-f", "true"])) != nil

    /// The options of strace to write a trace to `file`.
    static func options(_ file: String) -> [String] {
        [
            "-f", "--seccomp-bpf", "-y", "-s", "256", "-o", file, "-e",
            "trace=write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync",
        ]
    }

    let events: [Event]

    /// Reads what strace wrote.
    init(_ file: String) throws {
        var events: [Event] = []
        // Calls that another thread came between, by thread: the path that they are about.
        var open: [Substring: String] = [:]
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
            let thread = line.prefix { $0 != " " }
            let words = line.dropFirst(thread.count).drop { $0 == " " }
            let isUnfinished = words.hasSuffix("<unfinished ...>")
            if let call = words.wholeMatch(of: #/(\w+)\(\d+<(.*?)>(.*)/#) {
                let (name, path, rest) = (call.1, String(call.2), call.3)
                if name.hasSuffix("sync") {
                    if isUnfinished {
                        open[thread] = path
                    } else if rest.hasSuffix(" = 0") {
                        events.append(.synced(path))
                    }
                } else if name.hasPrefix("pwrite") {
                    events.append(.wrote(path))
                    if isUnfinished { open[thread] = path }
                } else if let text = rest.firstMatch(of: #/"(.*)/#) {
                    events.append(.said(String(text.1)))
                }
            } else if let end = words.wholeMatch(of: #/<\.\.\. (\w+) resumed>.* = (-?\d+).*/#) {
                guard let path = open.removeValue(forKey: thread) else { continue }
                if end.1.hasPrefix("pwrite") {
                    events.append(.wrote(path))
                } else if end.2 == "0" {
                    events.append(.synced(path))
                }
            }
        }
        self.events = events
    }

    /// For each time that something was said that `isAnswer`: how often the file whose path ends in `name` was synced since
    /// the last time, and whether it was written to since it was synced last.
    func syncs(of name: String, before isAnswer: (String) -> Bool) -> [(count: Int, isDirty: Bool)] {
        var (answers, count, isDirty): ([(Int, Bool)], Int, Bool) = ([], 0, false)
        for event in events {
            switch event {
            case .wrote(let path) where path.hasSuffix(name): isDirty = true
            case .synced(let path) where path.hasSuffix(name): (count, isDirty) = (count + 1, false)
            case .said(let text) where isAnswer(text):
                answers.append((count, isDirty))
                count = 0
            default: break
            }
        }
        return answers
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests that count what is asked of the disk.
    static var needsStrace: Self {
        .enabled(if: DiskTrace.isAvailable, "strace is missing, or may not trace processes here")
    }
}
