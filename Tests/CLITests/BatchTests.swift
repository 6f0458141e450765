internal import Foundation
internal import Support
internal import Testing

@Suite(.serialized, .needsApiframeServer)
struct BatchTests {
    private let dailies: Dailies
    private let server: ApiframeServer

    init() throws {
        dailies = try Dailies()
        server = try ApiframeServer(try Clip.ordered())
    }

    private func arguments(_ file: String, _ more: [String]) -> [String] {
        ["generate", "--batch", file, "--mode", "standard", "--duration", "3", "--poll", "0.05"] + more
    }

    private func run(_ file: String, _ more: String...) throws -> Tool.Run {
        let run = try dailies.run(arguments(file, more), environment: server.environment)
        #expect(!"\(run.text)\(run.errors)".contains("afk_test") && !"\(run.text)\(run.errors)".contains("secret-"))
        return run
    }

    private func states(_ run: Tool.Run) throws -> [String] {
        (try run.json()["lines"] as? [[String: Any]] ?? []).map { "\($0["line"] ?? "") \($0["state"] ?? "")" }
    }

    @Test func everyLineBecomesAClipAndAgainIsNothing() throws {
        let file = try dailies.folder.write("prompt,audio\na,yes\nb,no\na,yes\n", to: "batch.csv")
        let first = try run(file, "--json")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try states(first) == ["2 stored", "3 stored", "4 stored"])
        #expect(first.errors.contains("3 of 3 requests to submit: 345 credits ($3.45)"), "129 and 87 and 129")
        let again = try run(file, "--json")
        #expect(again.status == 0 && again.errors.contains("0 of 3 requests to submit"), "\(again.errors)")
        #expect(try states(again) == ["2 alreadyStored", "3 alreadyStored", "4 alreadyStored"])
        #expect(try server.log().submits.count == 3)
        // A line that is added is submitted alone, wherever it stands.
        _ = try dailies.folder.write("audio,prompt\nno,c\nyes,a\nno,b\nyes,a\n", to: "batch.csv")
        #expect(try states(run(file, "--json")).first == "2 stored")
        #expect(try server.log().submits.count == 4)
        #expect(try run(file, "--round", "2", "--no-wait").status == 0)
        #expect(try server.log().jobs.count == 8)
    }

    @Test func aBatchThatWasKilledGoesOnAndSubmitsNoLineTwice() throws {
        let lines = (1...6).map { #"{"prompt": "clip \#($0)"}"# }.joined(separator: "\n")
        let file = try dailies.folder.write(lines, to: "batch.jsonl")
        // Slow answers, so that death comes between a submit and its answer.
        try server.behave(#"{"faults": [{"on": "submit", "after": true, "delay": 1.5, "times": 100}]}"#)
        for more in 1...3 {
            let target = try server.log().submits.count + more
            let process = try dailies.start(
                arguments(file, ["--concurrency", "2"]), environment: server.environment)
            for _ in 0..<600 {
                if try server.log().submits.count >= target { break }
                usleep(10_000)
            }
            process.signal(SIGKILL)
            process.wait()
        }
        try server.behave(#"{"faults": []}"#)
        let run = try run(file, "--json", "--concurrency", "3")
        #expect(run.status == 0, "\(run.errors)")
        let log = try server.log()
        #expect(log.jobs.count == 6 && log.keys.count == 6 && log.credits == 100_000 - 6 * 129)
        #expect(log.submits.count > 6, "some were sent twice, under one key")
        #expect(dailies.names("library/clips").count == 6)
        #expect(try dailies.run("library", "verify").status == 0)
    }

    @Test func brokenLinesAreNamedBeforeAnythingIsSpent() throws {
        let file = try dailies.folder.write("prompt,mode\na,\nb,8k\n,pro\n", to: "batch.csv")
        let run = try run("batch.csv")
        #expect(run.status == 2)
        #expect(run.errors.contains("batch.csv:3: mode: '8k' is not one of standard, pro, 4k"), "\(run.errors)")
        #expect(run.errors.contains("batch.csv:4: prompt: a prompt or shots are needed"))
        #expect(try server.log().entries.isEmpty && dailies.names("library") == [])
        _ = file
    }

    @Test func oneThatFailsDoesNotStopTheOthersAndAnEmptyAccountStopsAll() throws {
        try server.behave(#"{"credits": 300}"#)
        let file = try dailies.folder.write("prompt\na\nb\nc\nd\n", to: "batch.csv")
        let run = try run(file, "--json", "--concurrency", "1")
        #expect(run.status == 4)
        #expect(try states(run) == ["2 stored", "3 stored", "4 notSubmitted", "5 notSubmitted"])
        #expect(try server.log().submits.count == 3, "after a 402 nothing more is tried")
        try server.behave(#"{"credits": 1000}"#)
        let rest = try self.run(file, "--json")
        #expect(rest.status == 0)
        #expect(try states(rest) == ["2 alreadyStored", "3 alreadyStored", "4 stored", "5 stored"])
    }

    @Test func whoeverStopsWaitingLeavesTheJobs() throws {
        try server.behave(#"{"states": ["PROCESSING"]}"#)
        let file = try dailies.folder.write("prompt\na\nb\n", to: "batch.csv")
        let run = try run(file, "--json", "--timeout", "0.3")
        #expect(run.status == 4)
        #expect(try states(run) == ["2 submitted", "3 submitted"])
        try server.behave(#"{"states": ["COMPLETED"]}"#)
        #expect(try states(self.run(file, "--json")) == ["2 stored", "3 stored"])
        #expect(try server.log().submits.count == 2)
    }

    @Test func theTotalIsHeldAgainstTheMost() throws {
        let file = try dailies.folder.write("prompt\na\nb\n", to: "batch.csv")
        #expect(try run(file, "--max-credits", "257").status == 2)
        #expect(try server.log().submits.isEmpty)
        #expect(try run(file, "--max-credits", "258").status == 0)
    }
}
