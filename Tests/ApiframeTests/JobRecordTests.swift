import Apiframe
import Foundation
import JSON
import Testing

struct JobRecordTests {
    private func record(_ members: [String: JSONValue]) throws(RequestError) -> JobRecord {
        try JobRecord(.object(members))
    }

    @Test func readsWhatWasOrderedAndWhatItCost() throws {
        let job = try record([
            "id": .string("7b1e"), "model": .string("kling-3.0"), "creditCost": .integer(290), "unknown": .array([]),
            "input": .object(["prompt": .string("a fox"), "duration": .integer(5)]),
        ])
        #expect(job.id == "7b1e" && job.creditCost == 290)
        // An input that does not name its model has that of the job.
        #expect(job.input?.model == "kling-3.0" && job.input?.prompt == "a fox")
    }

    @Test func aRecordMayLeaveOutNearlyAll() throws {
        let job = try record(["jobId": .string("7b1e"), "creditCost": .null, "input": .null])
        #expect(job.id == "7b1e" && job.creditCost == nil && job.input == nil)
    }

    @Test(arguments: [JSONValue.integer(-1), .integer(.max), .string("290"), .number(2.5)])
    func aCostThatCannotBeMeantIsNamed(cost: JSONValue) {
        let error = #expect(throws: RequestError.self) { try record(["creditCost": cost]) }
        #expect(error?.description.hasPrefix("creditCost: ") == true)
    }

    @Test(arguments: [
        (#"{"videoUrl": "https://x/a.mp4"}"#, ["https://x/a.mp4"]),
        (#"{"videos": ["https://x/a.mp4", "https://x/b.mp4"]}"#, ["https://x/a.mp4", "https://x/b.mp4"]),
        (#"{"videos": [{"url": "https://x/a.mp4"}], "other": 1}"#, ["https://x/a.mp4"]),
        (#"{"videoUrl": "https://x/a.mp4", "videos": ["https://x/a.mp4"]}"#, ["https://x/a.mp4"]),
        (#""https://x/a.mp4""#, ["https://x/a.mp4"]), (#"{"videos": []}"#, []), ("null", []), ("7", []), (#""""#, []),
    ])
    func takesEveryShapeOfResult(result: String, urls: [String]) throws {
        let text = #"{"id": "a", "status": "COMPLETED", "result": \#(result)}"#
        #expect(try JobRecord(JSONValue(parsing: Data(text.utf8))).clipURLs == urls)
    }

    @Test(arguments: [("QUEUED", JobStatus.queued), ("Completed", .completed), ("RENDERING", .other("RENDERING"))])
    func readsStatesAndKeepsUnknownOnes(word: String, status: JobStatus) throws {
        #expect(try record(["status": .string(word)]).status == status)
    }

    @Test(arguments: [
        (JSONValue.number(290.2), Int?(291)), (.integer(.max), 100_000_000), (.number(1e300), 100_000_000),
        (.number(290), 290),
        (.integer(-1), nil), (.number(-0.5), nil), (.number(.nan), nil), (.string("290"), nil),
    ])
    func aChargeOfAnyNumberCountsAndNeverForLess(cost: JSONValue, credits: Int?) throws {
        let job = try JobRecord(answer: .object(["id": .string("a"), "creditCost": cost]))
        #expect(job.creditCost == credits)
    }

    @Test func anAnswerIsNotLostToAnOddFieldBesideIt() throws {
        let job = try JobRecord(
            answer: .object([
                "id": .string("a"), "status": .string("COMPLETED"), "creditCost": .string("many"),
                "input": .object(["model": .string("kling-3.0"), "mode": .string("16k")]), "progress": .number(99.5),
                "result": .string("https://x/a.mp4"), "error": .object(["message": .string("two\nlines")]),
                "expired": .bool(true),
            ]))
        #expect(job.id == "a" && job.clipURLs.count == 1 && job.input == nil && job.creditCost == nil)
        #expect(job.progress == 99 && job.error == "two lines" && job.isExpired)
    }

    @Test func whatIsNoObjectIsRefused() {
        #expect(throws: RequestError.self) { try JobRecord(.array([])) }
    }
}
