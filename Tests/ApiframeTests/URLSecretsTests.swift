@testable internal import Apiframe
internal import JSON
internal import Testing

/// What a provider says may repeat a URL that it was given.
struct URLSecretsTests {
    @Test(arguments: [
        ("no URL at all", "no URL at all"), ("https://a.example/b.png", "https://a.example/b.png"),
        ("cannot read https://a.example/b?c=secret today", "cannot read https://a.example/b?… today"),
        ("(\"https://me:secret@a.example/b#secret\")", "(\"https://…@a.example/b#…\")"),
        ("HTTPS://me:secret@x?secret,ftp://y", "HTTPS://…@x?…"), ("a=http://u:sec@ret@h/?", "a=http://…@h/?"),
        ("ä https://h/?secretü ö", "ä https://h/?… ö"), ("https://h/a@b://c?d", "https://h/a@b://c?…"), ("://", "://"),
        ("https://h/\u{301}?secret", "https://h/\u{301}?…"), ("https://h?\u{301}secret", "https://h?…"),
    ])
    func usersAndQueriesOfURLsAreHidden(text: String, shown: String) {
        #expect(URLSecrets.hidden(in: text) == shown)
    }

    @Test func aJobsErrorIsReadWithoutThem() throws {
        let text = "no https://h/a.png?X-Amz-Signature=secret"
        for body: JSONValue in [
            .object(["id": .string("j-1"), "error": .string(text)]),
            .object(["id": .string("j-1"), "error": .object(["message": .string(text)])]),
        ] {
            #expect(try JobRecord(answer: body).error == "no https://h/a.png?…")
        }
    }
}
