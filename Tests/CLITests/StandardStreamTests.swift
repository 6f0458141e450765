internal import Foundation
internal import Support
internal import Testing

/// What happens where nobody reads what the program says, or the disk that takes it is full.
struct StandardStreamTests {
    private let dailies: Dailies

    init() throws { dailies = try Dailies() }

    @Test func aReaderWhoHasLeftEndsNothing() throws {
        let script = #"""
            { sleep 0.2; "$0" doctor --json; echo $? > results; } | true
            { sleep 0.2; "$0" doctor nothing 2>&1; echo $? > errors; } | true
            while [ ! -s results ] || [ ! -s errors ]; do sleep 0.1; done
            """#
        _ = try Tool(at: "/bin/bash").attempt(["-c", script, Dailies.programPath], in: dailies.folder.path)
        func code(_ name: String) throws -> String {
            try String(contentsOfFile: dailies.folder.file(name), encoding: .utf8).trimmingCharacters(in: .newlines)
        }
        #expect(try Int(code("results"))! < 128 && code("errors") == "2")
    }

    @Test func aResultThatCannotBeWrittenIsAnErrorOfTheOutput() throws {
        let run = try Tool(at: "/bin/bash").attempt(
            ["-c", #""$0" library list --json > /dev/full"#, Dailies.programPath], in: dailies.folder.path)
        #expect(run.status == 5 && run.errors.contains("No space left on device"))
    }
}
