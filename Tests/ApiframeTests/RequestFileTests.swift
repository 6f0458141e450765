internal import Apiframe
internal import Foundation
internal import Testing

struct RequestFileTests {
    /// Hands over the path of a file that holds `data`.
    private func withFile(_ data: Data, _ body: (String) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "request-\(UUID().uuidString).json")
        try data.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try body(file.path)
    }

    @Test func readsASavedBody() throws {
        try withFile(Data(#"{"model": "kling-3.0", "prompt": "x"}"#.utf8)) { file in
            let request = try GenerationRequest(contentsOf: file)
            #expect(request.prompt == "x")
        }
    }

    @Test func errorsNameTheFile() throws {
        try withFile(Data(#"{"model": "kling-3.0", "prompt": 1}"#.utf8)) { file in
            let wanted = RequestError.inFile(
                file, .field(path: "prompt", reason: "a string is expected, not a number"))
            let error = #expect(throws: wanted) { try GenerationRequest(contentsOf: file) }
            #expect(error?.description == "\(file): prompt: a string is expected, not a number")
        }
    }

    @Test func whatIsNoFileIsNotRead() {
        for (file, reason) in [
            ("/nonexistent/request.json", "there is no such file"), ("/", "this is a folder"),
            ("/dev/zero", "this is not a regular file"),
        ] {
            #expect(throws: RequestError.unreadable(file: file, reason: reason)) {
                try GenerationRequest(contentsOf: file)
            }
        }
    }

    @Test(arguments: [(0, true), (1, false)])
    func aFileLargerThanAnyRequestIsNotRead(extra: Int, accepted: Bool) throws {
        var body = Data(#"{"model": "m"}"#.utf8)
        body.append(Data(repeating: UInt8(ascii: " "), count: GenerationRequest.largestFile - body.count + extra))
        try withFile(body) { file in
            #expect((try? GenerationRequest(contentsOf: file))?.model == (accepted ? "m" : nil))
        }
    }
}
