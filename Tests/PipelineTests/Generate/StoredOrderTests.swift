internal import Apiframe
internal import Foundation
internal import JSON
@testable internal import Library
@testable internal import Pipeline
internal import Testing

/// What is kept of an order holds no secret, however deep it was sent.
struct StoredOrderTests {
    @Test func signedURLsOfNestedParametersAreNotKept() throws {
        let request = try GenerationRequest(
            .object([
                "model": .string("kling-3.0-omni"), "prompt": .string("as in https://h/a.png?sig=SECRET"),
                "klingParams": .object([
                    "duration": .integer(5),
                    "reference_images": .array([
                        .string("https://b/me.png?X-Amz-Signature=SECRET"), .string("https://user:SECRET@host/b.png"),
                    ]),
                ]),
            ]))
        let stored = Sidecar.Generation(request)
        let text = String(decoding: try CanonicalJSON.encode(stored), as: UTF8.self)
        #expect(!text.contains("SECRET") && text.contains("https://host/b.png"))
        #expect(stored.prompt == "as in https://h/a.png")
    }
}
