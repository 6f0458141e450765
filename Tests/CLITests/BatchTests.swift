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

    /// Three requests that were sent, and whose answers never came.
    private func unanswered(_ file: String) throws {
        try server.behave(#"{"faults": [{"on": "submit", "drop": true, "times": 1000}]}"#)
        let process = try dailies.start(arguments(file, ["--concurrency", "3"]), environment: server.environment)
        for _ in 0..<600 {
            if try server.log().keys.count == 3 { break }
            usleep(10_000)
        }
        process.signal(SIGKILL)
        process.wait()
        try server.behave(#"{"faults": []}"#)
        #expect(try server.log().jobs.isEmpty)
    }

    @Test func requestsThatWereNeverAnsweredAreQuotedAndUnderTheLimit() throws {
        let file = try dailies.folder.write("prompt\na\nb\nc\n", to: "batch.csv")
        try unanswered(file)
        for limit in ["1", "386"] {
            let run = try run(file, "--max-credits", limit)
            #expect(run.status == 2)
            #expect(
                run.errors.contains(
                    "it costs 387 credits ($3.87), and --max-credits allows \(limit); nothing was sent; 387 credits of it are "
                        + "for lines 2, 3, 4, sent before and never answered"), "\(run.errors)")
            #expect(try server.log().jobs.isEmpty && server.log().credits == 100_000)
        }
        let run = try run(file, "--max-credits", "387", "--json")
        #expect(run.status == 0 && run.errors.contains("3 of 3 requests to submit: 387 credits"), "\(run.errors)")
        #expect(try server.log().credits == 100_000 - 387)
    }

    @Test func aRepeatByItsKeyIsUnderTheLimitToo() throws {
        let file = try dailies.folder.write("prompt\na\nb\nc\n", to: "batch.csv")
        try unanswered(file)
        let listed = try dailies.run("job", "list", "--json").json()["jobs"] as? [[String: Any]]
        let key = try #require(listed?.first?["key"] as? String)
        for limit in [["--max-credits", "128"], ["--budget", "day=386"]] {
            let run = try dailies.run(["job", key, "--wait"] + limit, environment: server.environment)
            #expect(run.status == 2 && run.errors.contains("129 credits"), "\(run.errors)")
        }
        #expect(try server.log().jobs.isEmpty)
        let run = try dailies.run(
            ["job", key, "--wait", "--poll", "0.05", "--budget", "day=387"], environment: server.environment)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try server.log().credits == 100_000 - 129)
    }

    @Test func aChargeAboveItsQuoteStopsTheRestAndTheNextRunQuotesIt() throws {
        try server.behave(#"{"priceFactor": 10}"#)
        let file = try dailies.folder.write("prompt\na\nb\nc\nd\n", to: "batch.csv")
        let run = try run(file, "--json", "--concurrency", "4", "--max-credits", "2000")
        #expect(run.status == 2, "\(run.errors)")
        #expect(
            run.errors.contains("was charged 1290 credits and quoted 129, which is 1161 more: nothing more is sent"),
            "\(run.errors)")
        #expect(try server.log().credits == 100_000 - 1290, "one job showed the price")
        #expect(try states(run).filter { $0.hasSuffix("notSubmitted") }.count == 3)
        #expect(try states(run).filter { $0.hasSuffix("stored") }.count == 1, "what was paid for is fetched")
        let again = try self.run(file, "--max-credits", "2000")
        #expect(again.status == 2 && again.errors.contains("it costs 3870 credits ($38.70)"), "\(again.errors)")
        let rest = try self.run(file, "--max-credits", "3870")
        #expect(rest.status == 0 && rest.errors.contains("the price list says 387 credits"), "\(rest.errors)")
        #expect(try server.log().credits == 100_000 - 4 * 1290)
    }

    @Test func withoutALimitAChargeAboveItsQuoteStopsTheRestToo() throws {
        try server.behave(#"{"priceFactor": 1.5}"#)
        let file = try dailies.folder.write("prompt\na\nb\nc\nd\n", to: "batch.csv")
        let run = try run(file, "--json", "--concurrency", "1")
        #expect(run.status == 2 && run.errors.contains("was charged 194 credits and quoted 129"), "\(run.errors)")
        #expect(try server.log().jobs.count == 1)
    }

    @Test func twoBatchesAtOnceKeepOneBudget() throws {
        for (name, factor) in [("cheap", 0.7), ("dear", 2.0)] {
            try server.behave(
                #"{"priceFactor": \#(factor), "faults": [{"on": "submit", "after": true, "delay": 0.05, "times": 1000}]}"#
            )
            let before = try server.log().credits
            let runs = try ["a", "b"].map { batch in
                let lines = (1...6).map { #"{"prompt": "\#(name) \#(batch) \#($0)"}"# }.joined(separator: "\n")
                return try dailies.start(
                    arguments(
                        try dailies.folder.write(lines, to: "\(name)-\(batch).jsonl"),
                        ["--no-wait", "--concurrency", "3", "--budget", "day=1000", "--library", name]),
                    environment: server.environment, errors: dailies.folder.file("\(name)-\(batch).errors"))
            }
            // One of them may have ended within the budget before the other asked; both together cannot.
            let codes = runs.map { $0.wait() }
            #expect(codes.contains(2) && codes.allSatisfy { $0 == 0 || $0 == 2 }, "\(name): \(codes)")
            let spent = try before - server.log().credits
            #expect(spent > 0 && spent <= 1000, "\(name): \(spent)")
        }
        let said = try ["a", "b"].map {
            try String(contentsOfFile: dailies.folder.file("cheap-\($0).errors"), encoding: .utf8)
        }
        #expect(said.contains { $0.contains("would pass the budget of 1000 credits a day") }, "\(said)")
    }

    @Test func theBudgetIsASetting() throws {
        let file = try dailies.folder.write("prompt\na\n", to: "batch.csv")
        let settings = try dailies.folder.write("budget: [day=128, \"group:a, b=10\"]\n", to: "settings.yaml")
        for setting in [["DAILIES_BUDGET": "month=128"], ["DAILIES_SETTINGS": settings]] {
            let run = try dailies.run(arguments(file, []), environment: server.environment.merging(setting) { $1 })
            #expect(run.status == 2 && run.errors.contains("would pass the budget of 128 credits a"), "\(run.errors)")
        }
        #expect(try server.log().submits.isEmpty)
        let bad = try dailies.run(arguments(file, ["--budget", "week=5"]), environment: server.environment)
        #expect(bad.status == 2 && bad.errors.contains("day=CREDITS"), "\(bad.errors)")
        let run = try dailies.run(
            arguments(file, ["--budget", "day=129"]),
            environment: server.environment.merging(["DAILIES_BUDGET": "day=1"]) { $1 })
        #expect(run.status == 0, "the option goes before the environment: \(run.errors)")
    }

    @Test func aGroupHasItsOwnBudgetAndItsClipsAndCostsAreInIt() throws {
        let file = try dailies.folder.write("prompt\na\nb\n", to: "batch.csv")
        let run = try run(file, "--group", "winter", "--budget", "group:winter=129", "--concurrency", "1", "--json")
        #expect(run.status == 2 && run.errors.contains("for the group 'winter'"), "\(run.errors)")
        #expect(try states(run) == ["2 stored", "3 notSubmitted"])
        let id = try #require(dailies.names("library/clips").first)
        #expect(try dailies.sidecar(id)["group"] as? String == "winter")
        #expect(try dailies.run("library", "remove", id).status == 0)
        let costs = try dailies.run("library", "costs", "--by", "group", "--json").json()
        let rows = try #require(costs["rows"] as? [[String: Any]])
        #expect(rows.count == 1 && rows[0]["name"] as? String == "winter" && rows[0]["credits"] as? Int == 129)
        let text = try dailies.run("library", "costs").text
        #expect(text.contains("jobs  clips  credits  dollars  failed") && text.contains("$1.29"), "\(text)")
        #expect(try dailies.run("library", "costs", "--from", "soon").status == 2)
    }
}
