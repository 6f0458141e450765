import Apiframe
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

    @Test func whatIsNoObjectIsRefused() {
        #expect(throws: RequestError.self) { try JobRecord(.array([])) }
    }
}
