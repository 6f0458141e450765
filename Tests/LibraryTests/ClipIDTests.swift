import Library
import Testing

@Suite struct ClipIDTests {
    @Test func comesFromContentAndJob() {
        #expect(ClipID(sha256: Example.hash).text == "3fa93fa93fa93fa9")
        #expect(ClipID(sha256: Example.hash, jobID: "7B1E-42").text == "3fa93fa93fa93fa9-7b1e-42")
        #expect(ClipID(sha256: Example.hash, jobID: "../../ü job").text == "3fa93fa93fa93fa9-job")
        #expect(ClipID(sha256: Example.hash, jobID: "///") == ClipID(sha256: Example.hash))
    }

    @Test func staysShortAndValidForAnyJob() throws {
        for job in [String(repeating: "j", count: 4000), String(repeating: "j-", count: 400), "\u{301}\n\0"] {
            let id = ClipID(sha256: Example.hash, jobID: job)
            #expect(try ClipID(validating: id.text) == id)
        }
    }

    @Test(arguments: [
        "", ".", "..", "../../etc/passwd", "3fa9", "3fa93fa93fa93fa9/..", "3fa93fa93fa93fa9-", "3FA93FA93FA93FA9",
        "3fa93fa93fa93fa9-\u{430}", "3fa93fa93fa93fa9-a\0", "3fa93fa93fa93fa9-e\u{301}", "zzzzzzzzzzzzzzzz",
        "3fa93fa93fa93fa9-" + String(repeating: "j", count: 80),
    ])
    func refusesWhatIsNoID(_ text: String) {
        #expect(throws: LibraryError.invalidID(text)) { try ClipID(validating: text) }
    }
}
