internal import ArgumentParser
internal import Conformance
internal import Foundation
internal import Library
internal import Pipeline

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Judge a clip against a spec or against the request that ordered it.",
        discussion: """
            All of the clip is decoded. Exits with 1 when a check fails.

            EXAMPLES:
              dailies check clip.mp4 --spec uhd-60
              dailies check clip.mp4 --request request.json --json
              dailies check clip.mp4 --job job.json
              dailies check clip.mp4 --size 3840x2160 --fps 60 --duration 10 --sound
              dailies check clip.mp4 --spec hd-30 --junit report.xml
              dailies check --list
              dailies check --schema
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var presets: PresetsOption
    @OptionGroup var ordered: OrderOptions
    @Option(help: "Write the checks here as a JUnit report, for CI systems.", completion: .file()) var junit: String?
    @Flag(help: "List the checks and the spec presets, and judge nothing.") var list = false
    @Flag(help: "Print the JSON Schema of what --json prints, and judge nothing.") var schema = false
    @Argument(help: "The clip.", completion: .file()) var file: String?

    func validate() throws {
        if file == nil, !list, !schema { throw ValidationError("Missing expected argument '<file>'") }
    }

    func run() async throws {
        if schema { return Terminal.print(PresetLibrary.schema("check")!.trimmingCharacters(in: .newlines)) }
        let presets = try presets.load()
        guard let file, !list else { return try printList(presets) }
        let (order, chargedCredits) = try ordered.order(presets)
        let judgement = try await common.work(on: file) { [junit] in
            let work = ClipWork($0)
            let judgement = try work.check(file, against: order, chargedCredits: chargedCredits)
            if let junit {
                let checks = judgement.checks.map(Sidecar.Check.init)
                try work.write(JUnit.xml(checks, of: file), to: URL(fileURLWithPath: junit))
            }
            return judgement
        }
        if common.json { try Result.printJSON(CheckList(judgement)) } else { Self.print(judgement) }
        if judgement.verdict == .fail { throw Exit(code: ExitCode.failedSpec.rawValue) }
    }

    private static func print(_ judgement: Judgement) {
        CheckTable.print(judgement.checks.map(Sidecar.Check.init))
        Terminal.print("verdict: \(VerdictText.word(Sidecar.Verdict(rawValue: judgement.verdict.rawValue)!))")
    }

    private func printList(_ presets: PresetLibrary) throws {
        struct Listing: Encodable {
            let checks: [[String: String]]
            let specs: [String]
        }
        let specs = presets.names(of: .specs)
        if common.json {
            return try Result.printJSON(
                Listing(checks: Rule.all.map { ["id": $0.id, "summary": $0.summary] }, specs: specs))
        }
        for rule in Rule.all { Terminal.print("\(rule.id.padded(to: 26))\(rule.summary)") }
        Terminal.print("\nspecs: \(specs.joined(separator: ", "))")
    }
}

/// What `dailies check --json` prints, checks as the sidecar has them.
private struct CheckList: Encodable {
    let verdict: String
    let checks: [Sidecar.Check]

    init(_ judgement: Judgement) {
        verdict = judgement.verdict.rawValue
        checks = judgement.checks.map(Sidecar.Check.init)
    }
}
