internal import Foundation
internal import Pipeline

/// The secrets on the command line, which every user of the machine can read in the list of processes.
enum SecretArguments {
    /// Blanks queries, users and passwords of URLs in the arguments as the system shows them. Call it once, after the
    /// command line was parsed and before there are threads.
    static func hide() {
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = CommandLine.unsafeArgv[index] else { continue }
            let text = String(cString: argument)
            guard RemoteClip.isURL(text) else { continue }
            let bytes = Array(text.utf8)
            let host = bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 3 } ?? 0
            let end = bytes[host...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? bytes.count
            var secret: [Range<Int>] = []
            if let user = bytes[host..<end].lastIndex(of: UInt8(ascii: "@")) { secret.append(host..<user) }
            if let query = bytes.firstIndex(of: UInt8(ascii: "?")) { secret.append(query + 1..<bytes.count) }
            for place in secret.joined() { argument[place] = CChar(UInt8(ascii: "x")) }
        }
    }
}
