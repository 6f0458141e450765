internal import Foundation

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

    /// A line of the result.
    static func print(_ line: String) { Swift.print(line) }

    /// A line beside the result.
    static func error(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

    /// Text on standard error without an end of line.
    static func errorText(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    static func bold(_ text: String) -> String { colourOnErrors ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
    static func strong(_ text: String) -> String { paint(text, 1) }
    static func green(_ text: String) -> String { paint(text, 32) }
    static func yellow(_ text: String) -> String { paint(text, 33) }
    static func red(_ text: String) -> String { paint(text, 31) }
    static func dim(_ text: String) -> String { paint(text, 2) }

    private static func paint(_ text: String, _ code: Int) -> String {
        usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private static func environment(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}
