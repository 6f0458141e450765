internal import Apiframe
internal import Foundation
internal import Library
internal import Pipeline
@testable internal import Service
internal import Support
internal import Testing

struct JobProcessTests {
    private func failure(_ ending: JobProcess.Ending) throws -> JobFailure {
        guard case .failed(let failure) = ending else { throw Unexpected(ending: ending) }
        return failure
    }

    private struct Unexpected: Error { let ending: JobProcess.Ending }

    @Test func theClipsOfAJobAreItsResult() async throws {
        let program = try PretendProgram(
            #"""
            echo '{"input":"x","step":"pass","done":30,"total":120,"perSecond":9}' >&2
            echo '{"clips":[{"id":"00ff","state":"processed"},{"id":"11ee"}]}'
            """#)
        let progress = ChildProgress()
        #expect(try await program.run(.job(id: "j-1"), ChildHalt(), progress) == .done(["00ff", "11ee"]))
        #expect(progress.note == JobProgressNote(step: "pass", fraction: 0.25))
    }

    @Test func aClipThatFailedItsSpecIsDoneAllTheSame() async throws {
        let program = try PretendProgram(#"echo '{"clips":[{"id":"00ff"}]}'; exit 1"#)
        #expect(try await program.run() == .done(["00ff"]))
    }

    @Test func theOrderComesOnStandardInputAndNotAsAnArgument() async throws {
        let program = try PretendProgram(
            #"""
            echo "$@" > arguments; tr '\0' ' ' < /proc/$$/cmdline >> arguments; echo "$order" > order; env > environment
            echo '{"clips":[{"id":"00ff"}]}'
            """#)
        let script = try String(contentsOfFile: program.path, encoding: .utf8)
        try program.write(script.replacing("> ", with: "> \(program.folder.path)/"))
        #expect(try await program.run(.url("https://example.com/a.mp4?Signature=topsecret")) == .done(["00ff"]))
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: program.folder.file(name), encoding: .utf8)
        }
        #expect(try text("arguments").contains("process --x") && !text("arguments").contains("topsecret"))
        #expect(try !text("environment").contains("topsecret"))
        let order = try JSONDecoder().decode(ChildOrder.self, from: Data(try text("order").utf8))
        #expect(
            try order
                == ChildOrder(
                    source: .url("https://example.com/a.mp4?Signature=topsecret"), limits: JobLimits(),
                    apiKey: APIKey("afk_topsecret", from: "the test")))
        // Variables that are named, and what a shell sets by itself.
        let names = try text("environment").split(separator: "\n").map { String($0.prefix { $0 != "=" }) }
        let known = Set(ChildEnvironment.ofJob.keys).union(["PWD", "OLDPWD", "SHLVL", "_"])
        #expect(names.contains("PATH") && known.isSuperset(of: names), "\(names)")
    }

    @Test(arguments: [(2, true), (3, true), (4, false), (5, false), (70, false), (0, false)])
    func theExitCodeTellsWhetherToTryAgain(code: Int, isFinal: Bool) async throws {
        let program = try PretendProgram(
            #"""
            echo 'dailies: the words' >&2
            echo '{"clips":[{"input":"x","state":"failed","error":"no such host"}]}'
            exit \#(code)
            """#)
        #expect(
            try failure(await program.run())
                == JobFailure("no such host", log: "dailies: the words", isFinal: isFinal))
    }

    @Test func aCrashIsAFailureWithTheLastWords() async throws {
        let program = try PretendProgram("echo 'Fatal error: index out of range' >&2; kill -SEGV $$")
        let failure = try failure(await program.run())
        #expect(failure.message == "it crashed (SIGSEGV)" && failure.log == "Fatal error: index out of range")
        #expect(!failure.isFinal)
    }

    @Test func aHangEndsAtTheTimeLimitAlsoWhereSIGTERMIsIgnored() async throws {
        var limits = JobLimits()
        limits.seconds = 0.3
        for script in ["exec sleep 600", "trap '' TERM; while :; do sleep 0.05; done"] {
            let ending = try await PretendProgram(script).run(limits: limits, patience: .milliseconds(300))
            #expect(try failure(ending).message == "it took more than 0 s" && failure(ending).isFinal)
        }
    }

    @Test(.enabled(if: Tool("python3").isInstalled))
    func whatEatsMemoryEndsAtTheLimit() async throws {
        var limits = JobLimits()
        limits.memory = 100 << 20
        let program = try PretendProgram(
            "exec python3 -c 'a = []\nwhile True: a.append(b\"x\" * (1 << 20))'")
        let failure = try failure(await program.run(limits: limits))
        #expect(failure.message == "it used more than 100 MiB of memory" && failure.isFinal)
    }

    @Test func aFloodOfWordsIsNotKept() async throws {
        let program = try PretendProgram(
            #"""
            yes 'a line of words' | head -n 200000 >&2
            yes | head -c 20000000 | tr -d '\n' >&2
            echo >&2; echo 'the end' >&2
            yes | head -c 20000000
            exit 4
            """#)
        let failure = try failure(await program.run())
        #expect(failure.log.hasSuffix("the end") && failure.log.utf8.count <= 8 << 10)
    }

    @Test(arguments: [ChildHalt.Reason.cancelled, .lost, .stopping])
    func whatIsHaltedSaysWhy(reason: ChildHalt.Reason) async throws {
        let program = try PretendProgram("trap 'exit 143' TERM; while :; do sleep 0.05; done")
        let halt = ChildHalt()
        Task {
            try await Task.sleep(for: .milliseconds(200))
            halt.raise(reason)
        }
        #expect(try await program.run(.job(id: "j-1"), halt) == .halted(reason))
    }

    @Test func whatIsDoneIsDoneThoughItWasToStop() async throws {
        let program = try PretendProgram(
            #"trap : TERM; while [ ! -e stop ]; do sleep 0.05; done; echo '{"clips":[{"id":"00ff"}]}'"#
                .replacing("stop", with: "$(dirname \"$0\")/stop"))
        let halt = ChildHalt()
        Task {
            try await Task.sleep(for: .milliseconds(200))
            halt.raise(.stopping)
            try await Task.sleep(for: .milliseconds(200))
            _ = try program.folder.write("", to: "stop")
        }
        #expect(try await program.run(.job(id: "j-1"), halt) == .done(["00ff"]))
    }

    @Test func aProgramThatIsNotThereIsAnError() async throws {
        let process = JobProcess(program: "/nowhere/dailies", arguments: [], limits: JobLimits())
        await #expect(throws: (any Error).self) { try await process.run(.job(id: "x"), ChildHalt(), ChildProgress()) }
    }
}
