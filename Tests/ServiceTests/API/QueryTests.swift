@testable internal import Service
internal import Testing

/// What is read behind a question mark.
struct QueryTests {
    @Test(arguments: [
        ("words=fox+snow", "fox snow"), ("words=fox%20snow", "fox snow"), ("words=a%2Bb", "a+b"), ("words=", ""),
        ("words", ""),
        ("x=1&words=F%C3%BCchse&words=other", "Füchse"), ("words=a=b", "a=b"), ("words=50%", "50%"),
    ])
    func readsWhatFormsSend(query: String, text: String) { #expect(Query(query).text("words") == text) }

    @Test func aNameThatIsNotThereHasNoText() {
        #expect(Query("other=1").text("words") == nil && Query("").text("words") == nil)
    }
}
