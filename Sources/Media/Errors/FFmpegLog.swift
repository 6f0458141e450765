internal import CFFmpeg
internal import Synchronization

/// FFmpeg's own warnings and errors, kept so that a failing step can show them, and never printed by
/// FFmpeg itself.
///
/// FFmpeg logs from its own threads, so the lines of all that runs in this process come together here.
package enum FFmpegLog {
    /// The newest lines that are kept; a damaged file can cause thousands.
    package static let capacity = 4096
    /// The most lines that are told of a step.
    package static let mostTold = 10

    private struct Lines {
        var kept: [Line] = []
        var count = 0
    }

    private struct Line {
        let text: String
        /// The same for lines that differ in numbers only: one for each broken block of a picture, for example.
        let kind: String
    }
    private static let lines = Mutex(Lines())

    private static let installed: Bool = {
        av_log_set_level(AV_LOG_WARNING)
        av_log_set_callback { context, level, format, arguments in
            guard level <= AV_LOG_INFO, let format else { return }
            if let context { DecoderNotes.take(context, level, format) }
            guard level <= AV_LOG_WARNING, let arguments else { return }
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

    /// What FFmpeg said since `mark`, oldest first, at most ``mostTold`` lines: those that differ in numbers only are told
    /// once, with their count, and of many kinds the last ones.
    package static func lines(since mark: Int) -> [String] {
        let (new, lost) = lines.withLock { lines in
            let all = max(0, lines.count - mark)
            let new = lines.kept.suffix(all)
            return (Array(new), all - new.count)
        }
        var kinds: [String: (first: String, count: Int, last: Int)] = [:]
        for (place, line) in new.enumerated() {
            let known = kinds[line.kind]
            kinds[line.kind] = (known?.first ?? line.text, (known?.count ?? 0) + 1, place)
        }
        let told = kinds.values.sorted { $0.last < $1.last }
        let shown = told.count + (lost > 0 ? 1 : 0) <= mostTold ? told[...] : told.suffix(mostTold - 1)
        let earlier = lost + told.dropLast(shown.count).reduce(0) { $0 + $1.count }
        return (earlier > 0 ? ["\(earlier) earlier line\(earlier == 1 ? "" : "s")"] : [])
            + shown.map { $0.count == 1 ? $0.first : "\($0.first) (and \($0.count - 1) more like it)" }
    }

    private static func keep(_ text: String) {
        // Addresses in "[h264 @ 0x55...]" would make every run's messages differ.
        var line = text.replacing(#/ @ 0x[0-9a-f]+/#, with: "")
        while let last = line.last, last.isNewline || last == " " { line.removeLast() }
        guard !line.isEmpty else { return }
        let printable = String(line.map { $0.isASCII && !($0.asciiValue! < 32) || !$0.isASCII ? $0 : "?" })
        let kind = printable.replacing(#/[0-9]+/#, with: "#")
        lines.withLock { lines in
            lines.count += 1
            lines.kept.append(Line(text: printable, kind: kind))
            if lines.kept.count > capacity { lines.kept.removeFirst(capacity / 2) }
        }
    }
}
