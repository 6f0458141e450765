internal import Foundation
internal import Pipeline
internal import Testing

struct BudgetTests {
    @Test func limitsAreReadInEitherForm() throws {
        let budget = try Budget(reading: ["day=2000,month=30000", "group:winter, take = 2=5000"])
        #expect(budget.limits.map(\.credits) == [2000, 30_000, 5000])
        #expect(budget.limits.map(\.period) == [.day, .month, .group("winter, take = 2")])
        #expect(try Budget(reading: []).isEmpty)
    }

    @Test(arguments: [
        "day", "day=", "day=-1", "day=1.5", "day=9223372036854775808", "week=5", "group:=5", "=5", "day=5,",
        "day=5,,month=6",
        "day=5,day=6", "day=٥",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(throws: UsageError.self) { try Budget(reading: [text]) }
    }
}
