internal import Apiframe
internal import Foundation
internal import JSON
internal import Testing
internal import Timing

struct ScriptedShotTests {
    /// The shots of a body whose `multi_prompt` is `script`, as a list or, quoted, as a string.
    private func shots(_ script: String, asString: Bool) throws -> [ScriptedShot] {
        let value = asString ? String(decoding: try JSONEncoder().encode(script), as: UTF8.self) : script
        let body = #"{"model": "kling-3.0", "klingParams": {"multi_prompt": \#(value)}}"#
        return try GenerationRequest(json: Data(body.utf8)).shots
    }

    private func seconds(_ value: Int) -> MediaTime { MediaTime(value: value, timescale: 1) }

    @Test(arguments: [true, false])
    func readsTimes(asString: Bool) throws {
        let found = try shots(#"[{"time": 0, "prompt": "a"}, {"time": 5, "prompt": "b"}]"#, asString: asString)
        #expect(found == [.init(start: .zero, prompt: "a"), .init(start: seconds(5), prompt: "b")])
    }

    @Test(arguments: [true, false])
    func addsUpDurations(asString: Bool) throws {
        let found = try shots(
            #"[{"prompt": "a", "duration": 3}, {"prompt": "b", "duration": "4"}, {"prompt": "c", "duration": 1.1}]"#,
            asString: asString)
        #expect(found.map(\.start) == [.zero, seconds(3), seconds(7)])
        #expect(found.last?.duration == MediaTime(value: 11, timescale: 10))
    }

    @Test(arguments: ["", "  \n", "[]"])
    func anEmptyScriptHasNoShots(script: String) throws {
        #expect(try shots(script, asString: true).isEmpty)
    }

    @Test(arguments: [
        (#"[{"time": 0}]"#, "[0]: a shot needs a prompt"),
        (#"[{"prompt": "a"}]"#, "[0]: a shot needs a time, or like all shots before it a duration"),
        (
            #"[{"time": 0, "prompt": "a"}, {"prompt": "b", "duration": 2}]"#,
            "[1]: a shot needs a time, or like all shots before it a duration"
        ),
        (#"[{"time": 0, "prompt": 7}]"#, "[0].prompt: a string is expected, not a number"),
        (#"[{"time": -1, "prompt": "a"}]"#, "[0].time: seconds cannot be negative, and -1.0 is"),
        (#"[{"prompt": "a", "duration": 0}]"#, "[0].duration: a shot cannot last 0 seconds"),
        (
            #"[{"time": 5, "prompt": "a"}, {"time": 5, "prompt": "b"}]"#,
            "[1].time: shots begin one after the other, and this one not after the one before it"
        ),
        (#"["a"]"#, "[0]: an object is expected, not a string"),
        (#"{"time": 0, "prompt": "a"}"#, ": a list is expected, not an object"),
    ])
    func aStrangeScriptIsRefusedInBothShapes(script: String, wanted: String) {
        for asString in [true, false] {
            #expect {
                _ = try shots(script, asString: asString)
            } throws: { "\($0)" == "klingParams.multi_prompt\(wanted)" }
        }
    }

    @Test func aStringThatHoldsNoListIsRefused() {
        #expect {
            _ = try shots("wide shot, then close", asString: true)
        } throws: {
            "\($0)".hasPrefix("klingParams.multi_prompt: the string does not hold a list of shots: it is not JSON")
        }
        #expect {
            _ = try shots(String(repeating: "[", count: 50_000), asString: true)
        } throws: { "\($0)".hasSuffix("it nests more than 32 levels deep") }
    }

    @Test(arguments: [(100, true), (101, false)])
    func moreShotsThanCanBeMeantAreRefused(count: Int, accepted: Bool) {
        let script = "[" + (0..<count).map { #"{"time": \#($0), "prompt": "x"}"# }.joined(separator: ",") + "]"
        #expect((try? shots(script, asString: false))?.count == (accepted ? count : nil))
    }

    @Test(arguments: ["kling-3.0", "kling-3.0-omni"])
    func writesTheShapeThatTheModelTakes(model: String) throws {
        var parameters = VideoParameters()
        parameters.duration = seconds(8)
        parameters.shots = [.init(start: .zero, prompt: "a"), .init(start: seconds(3), prompt: "\"b\" / c")]
        let request = GenerationRequest(model: model, parameters: parameters)
        let list = JSONValue.array([
            .object(["prompt": .string("a"), "duration": .integer(3)]),
            .object(["prompt": .string("\"b\" / c"), "duration": .integer(5)]),
        ])
        guard case .object(let body) = request.json, case .object(let params)? = body["klingParams"] else { return }
        switch params["multi_prompt"] {
        case .string(let text)?:
            #expect(model == "kling-3.0")
            #expect(try JSONValue(parsing: Data(text.utf8)) == list)
        case let other:
            #expect(model == "kling-3.0-omni")
            #expect(other == list)
        }
        let read = try GenerationRequest(json: JSONEncoder().encode(request))
        #expect(read.shots.map(\.start) == parameters.shots.map(\.start))
    }
}
