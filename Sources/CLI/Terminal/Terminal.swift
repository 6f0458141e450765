internal import Foundation
internal import Library

/// Standard output for results, standard error for everything else; colour only on terminals.
enum Terminal {
    /// Whether people watch standard error.
    static let showsProgress = isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"
    /// The width of the terminal that standard error is; 80 where it does not say.
    static var columns: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
    private static let usesColour = isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR") == nil
    private static let colourOnErrors = isatty(STDERR_FILENO) == 1 && environment("NO_COLOR") == nil

    /// A line of the result, for people.
    static func print(_ line: String) { write(line + "\n") }

    /// Lines of the result, for people, each with its end.
    static func write(_ lines: String) { StandardStream.output.write(Data(shown(lines).utf8)) }

    /// A line beside the result.
    static func error(_ line: String) { errorText(line + "\n") }

    /// Text on standard error without an end of line.
    static func errorText(_ text: String) { StandardStream.error.write(Data(shown(text).utf8)) }

    /// A line of JSON beside the result, as it is.
    static func errorJSON(_ line: String) { StandardStream.error.write(Data((line + "\n").utf8)) }

    /// Names of files, prompts and messages hold anything; nothing of it that a terminal would obey gets there, and only
    /// sequences of our own do.
    private static func shown(_ text: String) -> String {
        let plain = text.terminalText
        guard plain.unicodeScalars.contains(sequence) else { return plain }
        return String(String.UnicodeScalarView(plain.unicodeScalars.map { $0 == sequence ? "\u{1B}" : $0 }))
    }

    /// Stands for the escape character in sequences of our own until they are written. It is drawn anew for each run from
    /// the 65,534 of a private plane, so that no text from outside can bring it along.
    private static let sequence = Unicode.Scalar(UInt32.random(in: 0xF0000...0xFFFFD))!

    /// Goes so many lines up, to the first column, and clears what follows.
    static func wiping(lines: Int) -> String { "\(sequence)[\(lines)F\(sequence)[J" }

    static func bold(_ text: String) -> String { colourOnErrors ? "\(sequence)[1m\(text)\(sequence)[0m" : text }
    static func strong(_ text: String) -> String { paint(text, 1) }
    static func green(_ text: String) -> String { paint(text, 32) }
    static func yellow(_ text: String) -> String { paint(text, 33) }
    static func red(_ text: String) -> String { paint(text, 31) }
    static func dim(_ text: String) -> String { paint(text, 2) }

    private static func paint(_ text: String, _ code: Int) -> String {
        usesColour ? "\(sequence)[\(code)m\(text)\(sequence)[0m" : text
    }

    private static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}
