internal import Apiframe
internal import Pipeline
internal import Testing

struct QuoteTests {
    private func quote(_ mode: String, _ seconds: Int, sound: Bool, model: String? = nil) throws -> Quote {
        var draft = RequestDraft()
        (draft.prompt, draft.mode, draft.duration, draft.sound) = ("a fox", mode, "\(seconds)", sound)
        draft.model = model
        return Quote([try draft.request()], prices: try PresetLibrary().prices())
    }

    /// The examples of the vendor's guide.
    @Test func theWorkedExamplesCostWhatTheGuideSays() throws {
        #expect("\(try quote("pro", 5, sound: true))" == "290 credits ($2.90)")
        #expect("\(try quote("pro", 15, sound: true))" == "870 credits ($8.70)")
        #expect("\(try quote("standard", 10, sound: false))" == "290 credits ($2.90)")
    }

    @Test func aPriceThatIsNotKnownSaysSo() throws {
        #expect("\(try quote("4k", 5, sound: true))" == "an unknown price")
        let requests = try ["pro", "4k"].map { mode in
            var draft = RequestDraft()
            (draft.prompt, draft.mode) = ("a fox", mode)
            return try draft.request()
        }
        let both = Quote(requests, prices: try PresetLibrary().prices())
        #expect("\(both)" == "at least 290 credits ($2.90), and 1 of unknown price")
        #expect(throws: GenerationError.self) { try both.require(atMost: 1_000_000, of: requests) }
    }

    @Test func theMostMayBeReachedAndNotPassed() throws {
        let quote = try quote("pro", 5, sound: true)
        try quote.require(atMost: 290, of: [])
        #expect(throws: GenerationError.tooExpensive(quote, most: 289)) { try quote.require(atMost: 289, of: []) }
    }
}
