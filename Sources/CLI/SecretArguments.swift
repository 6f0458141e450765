internal import Foundation

/// The secrets on the command line, which every user of the machine can read in the list of processes.
enum SecretArguments {
    /// Blanks queries, users and passwords of URLs in the arguments as the system shows them, wherever in an argument they
    /// stand. Call it once, after the command line was parsed and before there are threads.
    static func hide() {
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = CommandLine.unsafeArgv[index] else { continue }
            let bytes = UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) }
            for place in secrets(in: bytes).joined() {
                argument[place] = CChar(UInt8(ascii: "x"))
            }
        }
    }

    /// Where in a text the secrets of its URLs are.
    private static func secrets(in text: [UInt8]) -> [Range<Int>] {
        var secrets: [Range<Int>] = []
        var place = text.startIndex
        while let colon = text[place...].firstRange(of: Array("://".utf8)) {
            let host = colon.upperBound
            // A prompt may go on behind a URL.
            let end = text[host...].firstIndex { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") } ?? text.endIndex
            let url = text[host..<end]
            let path = url.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? end
            if let user = url[..<path].lastIndex(of: UInt8(ascii: "@")) { secrets.append(host..<user) }
            if let query = url.firstIndex(of: UInt8(ascii: "?")) { secrets.append(query + 1..<end) }
            place = end
        }
        return secrets
    }
}
