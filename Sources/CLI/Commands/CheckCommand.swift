internal import Apiframe
internal import ArgumentParser
internal import Conformance
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
              dailies check --list
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var presets: PresetsOption
    @Option(help: "A spec preset, by name or file.", completion: .file()) var spec: String?
    @Option(help: "The JSON body that ordered the clip.", completion: .file()) var request: String?
    @Flag(help: "List the checks and the spec presets, and judge nothing.") var list = false
    @Argument(help: "The clip.", completion: .file()) var file: String?

    func validate() throws {
        if file == nil, !list { throw ValidationError("Missing expected argument '<file>'") }
    }

    func run() async throws {
        let presets = try presets.load()
        guard let file, !list else { return try printList(presets) }
        var orders: [Order] = []
        if let request { orders.append(try Order(GenerationRequest(contentsOf: request), presets: presets)) }
        if let spec { orders.append(try presets.spec(spec).order) }
        let order = Order(merging: orders)
        let judgement = try await common.work(on: file) { try ClipWork($0).check(file, against: order) }
        if common.json { try Result.printJSON(judgement) } else { Self.print(judgement) }
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
