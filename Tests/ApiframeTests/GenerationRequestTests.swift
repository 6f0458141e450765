internal import Apiframe
internal import Foundation
internal import JSON
internal import Testing
internal import Timing

struct GenerationRequestTests {
    private let full = """
        {"model": "kling-3.0", "prompt": "A street in the rain", "webhookUrl": "https://example.com/hook",
         "webhookEvents": ["completed", "failed"], "seed": 7, "klingParams": {"duration": 10, "mode": "4k",
         "aspect_ratio": "9:16", "generate_audio": true, "start_image": "https://example.com/a.png",
         "end_image": null, "negative_prompt": "blur", "cfg": 0.5,
         "multi_prompt": "[{\\"time\\": 0, \\"prompt\\": \\"wide\\"}, {\\"time\\": 2.5, \\"prompt\\": \\"close\\"}]"}}
        """

    @Test func readsABodyWithEverything() throws {
        let request = try GenerationRequest(json: Data(full.utf8))
        #expect(request.model == "kling-3.0")
        #expect(request.prompt == "A street in the rain")
        #expect(request.webhookUrl == "https://example.com/hook")
        #expect(request.webhookEvents == ["completed", "failed"])
        let parameters = request.parameters
        #expect(parameters.duration == MediaTime(value: 10, timescale: 1))
        #expect(parameters.mode == .fourK)
        #expect(parameters.aspectRatio == .portrait)
        #expect(parameters.generateAudio == true)
        #expect(parameters.startImage == "https://example.com/a.png")
        #expect(parameters.endImage == nil)
        #expect(parameters.negativePrompt == "blur")
        #expect(request.shots.map(\.prompt) == ["wide", "close"])
        #expect(request.shots.map(\.start) == [.zero, MediaTime(value: 5, timescale: 2)])
    }

    @Test func keepsWhatItDoesNotKnow() throws {
        let request = try GenerationRequest(json: Data(full.utf8))
        #expect(request.other == ["seed": .integer(7)])
        #expect(request.parameters.other == ["cfg": .number(0.5)])
        guard case .object(let body) = request.json, case .object(let params)? = body["klingParams"] else {
            Issue.record("not an object")
            return
        }
        #expect(body["seed"] == .integer(7))
        #expect(params["cfg"] == .number(0.5))
        #expect(params["duration"] == .integer(10))
    }

    @Test func survivesARoundTrip() throws {
        // Once written, every shot says how long it is; from then on nothing changes.
        let first = try GenerationRequest(json: Data(full.utf8))
        let second = try GenerationRequest(json: JSONEncoder().encode(first))
        let third = try JSONDecoder().decode(GenerationRequest.self, from: JSONEncoder().encode(second))
        #expect(second == third)
        #expect(second.shots.map(\.start) == first.shots.map(\.start))
        #expect(second.shots.map(\.duration?.seconds) == [2.5, 7.5])
        #expect(second.parameters.aspectRatio == first.parameters.aspectRatio)
    }

    @Test func aModelIsAllThatABodyNeeds() throws {
        let request = try GenerationRequest(json: Data(#"{"model": "kling-3.0"}"#.utf8))
        #expect(request == GenerationRequest())
    }

    @Test func readsTheFlatInputOfAJob() throws {
        let input = JSONValue.object([
            "prompt": .string("rain"), "duration": .integer(5), "mode": .string("pro"), "generate_audio": .bool(false),
        ])
        let request = try GenerationRequest(input, model: "kling-3.0")
        #expect(request.isKling3)
        #expect(request.parameters.mode == .pro)
        #expect(request.parameters.duration == MediaTime(value: 5, timescale: 1))
        #expect(request.parameters.generateAudio == false)
    }

    @Test func acceptsOtherModelsWithParametersOfTheirOwn() throws {
        let body = #"{"model": "veo-9", "veoParams": {"duration": "8", "mode": "turbo", "aspect_ratio": "21:9"}}"#
        let request = try GenerationRequest(json: Data(body.utf8))
        #expect(!request.isKling3)
        #expect(request.parameters.duration == MediaTime(value: 8, timescale: 1))
        #expect(request.parameters.mode == nil)
        #expect(request.parameters.other == ["mode": .string("turbo"), "aspect_ratio": .string("21:9")])
        guard case .object(let members) = request.json else { return }
        #expect(members["veoParams"] != nil)
        #expect(members["klingParams"] == nil)
    }

    @Test(arguments: [
        (#"{"prompt": "x"}"#, "the request: it has no model"),
        (#"{"model": 3}"#, "model: a string is expected, not a number"),
        (#"{"model": "kling-3.0", "prompt": ["x"]}"#, "prompt: a string is expected, not a list"),
        (#"{"model": "kling-3.0", "klingParams": []}"#, "klingParams: an object is expected"),
        (
            #"{"model": "kling-3.0", "klingParams": {"duration": -5}}"#,
            "klingParams.duration: seconds cannot be negative, and -5.0 is"
        ),
        (
            #"{"model": "kling-3.0", "klingParams": {"duration": 0}}"#,
            "klingParams.duration: a clip cannot last 0 seconds"
        ),
        (
            #"{"model": "kling-3.0", "klingParams": {"duration": 1e300}}"#,
            "klingParams.duration: 1e+300 seconds are more than a day"
        ),
        (
            #"{"model": "kling-3.0", "klingParams": {"duration": "nan"}}"#,
            "klingParams.duration: a number of seconds is expected, not a string"
        ),
        (
            #"{"model": "kling-3.0", "klingParams": {"duration": true}}"#,
            "klingParams.duration: a number of seconds is expected, not a boolean"
        ),
        (
            #"{"model": "kling-3.0", "klingParams": {"mode": "4K"}}"#,
            "klingParams.mode: '4K' is not one of standard, pro, 4k"
        ),
        (
            #"{"model": "kling-3.0-omni", "klingParams": {"aspect_ratio": "4:3"}}"#,
            "klingParams.aspect_ratio: '4:3' is not one of 16:9, 9:16, 1:1"
        ),
        (
            #"{"model": "kling-3.0", "klingParams": {"generate_audio": "yes"}}"#,
            "klingParams.generate_audio: true or false is expected, not a string"
        ),
        (#"{"model": "m", "webhookEvents": [1]}"#, "webhookEvents[0]: a string is expected, not a number"),
        (
            #"{"model": "m", "aParams": {}, "bParams": {}}"#,
            "the request: it has parameters for more than one model: aParams, bParams"
        ),
        ("[]", "the request: an object is expected, not a list"),
        ("null", "the request: an object is expected, not null"),
        ("", "it is empty"),
    ])
    func aWrongFieldIsNamedWithTheReason(body: String, wanted: String) {
        #expect {
            _ = try GenerationRequest(json: Data(body.utf8))
        } throws: { "\($0)" == wanted }
    }

    @Test(arguments: [
        "<html>Not found</html>", "{\"model\": ", "{\"model\" \"kling-3.0\"}", "\u{0}\u{1}\u{2}", "{\"a\": 1e999999}",
    ])
    func whatIsNotJSONIsSaidToBeSo(text: String) {
        let error = #expect(throws: RequestError.self) { try GenerationRequest(json: Data(text.utf8)) }
        guard case .malformed(let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.hasPrefix("it is not JSON"))
        #expect(!reason.contains("\n"))
    }

    @Test func deepNestingIsRefusedBeforeItIsParsed() {
        for brackets in ["[", "{\"a\":"] {
            let bomb = String(repeating: brackets, count: 100_000)
            #expect(throws: RequestError.malformed("it nests more than 32 levels deep")) {
                try GenerationRequest(json: Data(bomb.utf8))
            }
        }
        let quoted = #"{"model": "m", "prompt": "\#(String(repeating: "[", count: 1000))\"["}"#
        #expect(throws: Never.self) { try GenerationRequest(json: Data(quoted.utf8)) }
    }

    @Test func anyBytesEitherReadOrThrow() {
        var generator = SplitMix(state: 5)
        let body = Array(full.utf8)
        for _ in 0..<2000 {
            var bytes = body
            for _ in 0..<3 {
                bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: generator.next())
            }
            _ = try? GenerationRequest(json: Data(bytes))
        }
    }
}

/// A generator of a known seed, so that a failure can be run again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
