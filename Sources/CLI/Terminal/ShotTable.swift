internal import Library
internal import Timing

/// Shots as an aligned table.
enum ShotTable {
    static func print(_ shots: [Sidecar.Shot]) {
        Terminal.print(
            "shot".padded(to: 6) + "frames".padded(to: 14) + "time".padded(to: 24) + "begins with".padded(to: 13)
                + "sure")
        for shot in shots {
            var line = "\(shot.index)".padded(to: 6) + "\(shot.startFrame)–\(shot.endFrame - 1)".padded(to: 14)
            line += "\(shot.start.clockText) – \(shot.end.clockText)".padded(to: 24)
            line += shot.transition.rawValue.padded(to: 13) + "\(Int((shot.confidence * 100).rounded())) %"
            if let file = shot.file { line += "   \(file) (\(shot.method?.rawValue ?? ""))" }
            Terminal.print(line)
            if let prompt = shot.prompt { Terminal.print(Terminal.dim("      " + prompt.shortened(to: 74))) }
        }
    }
}

extension String {
    /// The text on one line of at most `width` characters, without anything that a terminal would obey.
    func shortened(to width: Int) -> String {
        // Most texts are plain and short, and there may be ten thousand of them.
        if utf8.count <= width, utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
        let line = String(
            String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        ).terminalText
        return line.count <= width ? line : line.prefix(width - 1) + "…"
    }
}
