internal import ArgumentParser
internal import Pipeline

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is missing on this machine and how to get it.")

    @Flag(help: "Print one JSON document.") var json = false
    @OptionGroup var library: LibraryOption

    func run() throws {
        let findings = Doctor.examine(library: library.folder)
        if json {
            try Result.printJSON(["findings": findings])
        } else {
            for finding in findings {
                let mark = finding.status == .ok ? Terminal.green("ok     ") : Terminal.red("missing")
                Terminal.print("\(mark)  \(finding.name.padded(to: 26))\(finding.message)")
            }
        }
        if findings.contains(where: { $0.status == .missing }) { throw Exit(code: ExitCode.failedSpec.rawValue) }
    }
}
