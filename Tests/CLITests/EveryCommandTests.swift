internal import Foundation
internal import Support
internal import Testing

/// What is promised of all commands, held against what the program says it has: a new one is tested by being there.
struct EveryCommandTests {
    /// Commands that have no `--json`, and why.
    static let exempt = [
        "dailies work": "it prints no result: 'queue list --json' tells what became of the jobs"
    ]

    /// A command as the program describes it.
    private struct Described: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable { let name: String }
            let names: [Name]?
            let abstract: String?
            let shouldDisplay: Bool
        }
        let commandName: String
        let abstract: String?
        let arguments: [Argument]?
        let subcommands: [Described]?

        /// It and all below it that do something, by their full names.
        func leaves(below above: String? = nil) -> [(name: String, command: Described)] {
            let name = (above.map { $0 + " " } ?? "") + commandName
            let inner = subcommands ?? []
            return inner.isEmpty ? [(name, self)] : inner.flatMap { $0.leaves(below: name) }
        }
    }

    private let dailies: Dailies
    private let commands: [(name: String, command: Described)]

    init() throws {
        dailies = try Dailies()
        struct Dump: Decodable { let command: Described }
        let dump = try JSONDecoder().decode(Dump.self, from: try dailies.run("--experimental-dump-help").output)
        commands = dump.command.leaves().filter { $0.name != "dailies help" }
    }

    @Test func everyCommandHasJSON() {
        #expect(commands.count > 25)
        for (name, command) in commands {
            let has = command.arguments?.contains { $0.names?.contains { $0.name == "json" } == true } == true
            #expect(has == (Self.exempt[name] == nil), "\(name)")
        }
        #expect(Set(Self.exempt.keys).isSubset(of: commands.map(\.name)))
    }

    /// Manual and completions are made from these.
    @Test func everyCommandAndOptionSaysWhatItDoes() {
        for (name, command) in commands {
            #expect(command.abstract?.isEmpty == false, "\(name)")
            for argument in command.arguments ?? [] where argument.shouldDisplay {
                #expect(argument.abstract?.isEmpty == false, "\(name) \(argument.names?.first?.name ?? "")")
            }
        }
    }

    @Test(arguments: [
        ["library", "list"], ["library", "search", "fox"], ["library", "rebuild"], ["library", "verify"],
        ["library", "du"], ["library", "remove", "--empty-trash"], ["queue", "list"], ["job", "list"],
        ["serve", "--print-config"], ["check", "--list"],
    ])
    func whatNeedsNoClipPrintsOneDocument(arguments: [String]) throws {
        let run = try dailies.run(arguments + ["--json"])
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(try !run.json().isEmpty)
    }
}
