internal import Apiframe
internal import Foundation

/// The secrets on the command line, which every user of the machine can read in the list of processes.
enum SecretArguments {
    /// Blanks queries, users and passwords of URLs in the arguments as the system shows them, wherever in an argument they
    /// stand. Call it once, after the command line was parsed and before there are threads.
    static func hide() {
        for index in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = CommandLine.unsafeArgv[index] else { continue }
            let bytes = UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) }
            for place in URLSecrets.places(in: bytes).joined() {
                argument[place] = CChar(UInt8(ascii: "x"))
            }
        }
    }
}
