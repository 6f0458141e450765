internal import CFFmpeg
internal import Synchronization

/// FFmpeg's own warnings and errors, kept so that a failing step can show them, and never printed by
/// FFmpeg itself.
///
/// FFmpeg logs from its own threads, so the lines of all that runs in this process come together here.
package enum FFmpegLog {
    /// The newest lines that are kept; a damaged file can cause thousands.
    package static let capacity = 64

    private struct Lines {
        var kept: [String] = []
        var count = 0
    }
    private static let lines = Mutex(Lines())

    private static let installed: Bool = {
        av_log_set_level(AV_LOG_WARNING)
        av_log_set_callback { context, level, format, arguments in
            guard level <= AV_LOG_WARNING, let format, let arguments else { return }
            var printPrefix: Int32 = 1
            let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
                _ = av_log_format_line2(context, level, format, arguments, buffer.baseAddress!, 512, &printPrefix)
                return String(cString: buffer.baseAddress!)
            }
            FFmpegLog.keep(text)
        }
        return true
    }()

    /// Starts keeping lines; harmless twice.
    static func install() { _ = installed }

    /// A place in the log, to ask later what came after it.
    package static func mark() -> Int { lines.withLock { $0.count } }

    /// What FFmpeg said since `mark`, oldest first, each line once, at most ``capacity`` of them.
    package static func lines(since mark: Int) -> [String] {
        lines.withLock { lines in
            let new = min(lines.kept.count, max(0, lines.count - mark))
            var seen: Set<String> = []
            return lines.kept.suffix(new).filter { seen.insert($0).inserted }
        }
    }

    private static func keep(_ text: String) {
        // Addresses in "[h264 @ 0x55...]" would make every run's messages differ.
        var line = text.replacing(#/ @ 0x[0-9a-f]+/#, with: "")
        while let last = line.last, last.isNewline || last == " " { line.removeLast() }
        guard !line.isEmpty else { return }
        let printable = String(line.map { $0.isASCII && !($0.asciiValue! < 32) || !$0.isASCII ? $0 : "?" })
        lines.withLock { lines in
            lines.count += 1
            lines.kept.append(printable)
            if lines.kept.count > capacity { lines.kept.removeFirst() }
        }
    }
}
