internal import Apiframe
internal import Foundation
internal import JSON
internal import Testing
internal import Timing

struct RequestDraftTests {
    private func draft(_ change: (inout RequestDraft) -> Void) -> RequestDraft {
        var draft = RequestDraft()
        draft.prompt = "a fox"
        change(&draft)
        return draft
    }

    private func body(_ request: GenerationRequest) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(request.json), as: UTF8.self)
    }

    private func complaint(_ change: (inout RequestDraft) -> Void) throws -> String {
        let draft = draft(change)
        return "\(try #require(#expect(throws: RequestError.self) { try draft.request() }))"
    }

    @Test func saysEverythingThatDecidesThePrice() throws {
        #expect(
            try body(draft { _ in }.request())
                == #"{"klingParams":{"duration":5,"generate_audio":true,"mode":"pro"},"model":"kling-3.0","prompt":"a fox"}"#
        )
    }

    @Test func takesAllParameters() throws {
        let request = try draft {
            $0.duration = "10"
            $0.mode = "4k"
            $0.aspect = "9:16"
            $0.sound = false
            $0.negativePrompt = "blur"
            $0.startImage = "https://example.com/a.png"
            $0.endImage = "https://example.com/b.png"
            $0.webhook = "https://example.com/hook"
        }.request()
        #expect(
            try body(request)
                == #"{"klingParams":{"aspect_ratio":"9:16","duration":10,"end_image":"https://example.com/b.png","#
                + #""generate_audio":false,"mode":"4k","negative_prompt":"blur","start_image":"https://example.com/a.png"},"#
                + #""model":"kling-3.0","prompt":"a fox","webhookEvents":["completed","failed"],"#
                + #""webhookUrl":"https://example.com/hook"}"#)
    }

    @Test func shotsBecomeAStringOrAListByModel() throws {
        let shots = ["0:wide shot", "2.5: close-up: the fox"]
        let text = try body(draft { $0.shots = shots }.request())
        #expect(
            text.contains(
                #""multi_prompt":"[{\"duration\":2.5,\"prompt\":\"wide shot\"},{\"duration\":2.5,\"prompt\":\"close-up: the fox\"}]""#
            ))
        let list = try body(draft { ($0.shots, $0.model) = (shots, "kling-3.0-omni") }.request())
        #expect(list.contains(#""multi_prompt":[{"duration":2.5,"prompt":"wide shot"}"#))
    }

    @Test func shotsAreChecked() throws {
        #expect(try complaint { $0.shots = ["wide shot"] }.hasPrefix("shot: a shot is written as SECONDS:PROMPT"))
        #expect(try complaint { $0.shots = ["0:  "] } == "shot: the shot at 0 s has no prompt")
        #expect(try complaint { $0.shots = ["1:late"] }.contains("the first shot begins at 0"))
        #expect(
            try complaint { $0.shots = ["0:a", "3:b", "2:c"] }.contains("multi_prompt[1]: a shot lasts at least 1 s"))
        #expect(try complaint { $0.shots = ["0:a", "0.5:b"] }.contains("multi_prompt[0]: a shot lasts at least 1 s"))
        #expect(try complaint { $0.shots = ["0:a", "4.5:b"] }.contains("multi_prompt[1]: a shot lasts at least 1 s"))
        #expect(try complaint { $0.shots = ["0:a", "9:b"] }.contains("runs from 9.0 to 5.0 s"))
        #expect(try complaint { ($0.shots, $0.duration) = ((0...6).map { "\($0):x" }, "15") }.contains("at most 6"))
        _ = try draft { ($0.shots, $0.duration) = ((0...5).map { "\($0):x" }, "6") }.request()
    }

    @Test func shotsAloneAreEnough() throws {
        let request = try draft { ($0.prompt, $0.shots) = (nil, ["0:a", "2:b"]) }.request()
        #expect(request.prompt == nil && request.shots.count == 2)
        #expect(try complaint { $0.prompt = nil } == "prompt: a prompt or shots are needed")
    }

    @Test(arguments: ["2", "16", "5.5", "0", "-3", "x", "nan", "1e99"])
    func lengthsThatAreNotTakenAreRefused(duration: String) throws {
        #expect(try complaint { $0.duration = duration }.contains("duration: "))
    }

    @Test(arguments: ["3", "15"])
    func lengthsAtBothEndsAreTaken(duration: String) throws { _ = try draft { $0.duration = duration }.request() }

    @Test func wordsAndLengthsOfTextAreChecked() throws {
        #expect(try complaint { $0.mode = "8k" } == "mode: '8k' is not one of standard, pro, 4k")
        #expect(try complaint { $0.aspect = "4:3" }.contains("16:9, 9:16, 1:1"))
        #expect(try complaint { $0.prompt = String(repeating: "x", count: 4001) }.contains("at most 4000"))
        _ = try draft { $0.prompt = String(repeating: "x", count: 4000) }.request()
        #expect(try complaint { $0.negativePrompt = String(repeating: "x", count: 2501) }.contains("at most 2500"))
        #expect(try complaint { $0.startImage = "a.png?token=secret" }.contains("secret") == false)
        #expect(try complaint { $0.webhook = "ftp://x" }.hasPrefix("webhookUrl: "))
    }

    @Test func whatTheAPIWouldRefuseIsNotSent() throws {
        let odd = #"{"model": "kling-3.0", "prompt": "x", "klingParams": {"seed": 7}}"#
        #expect(throws: RequestError.field(path: "klingParams.seed", reason: "kling-3.0 has no such parameter")) {
            try GenerationRequest(json: Data(odd.utf8)).completed()
        }
        let top = #"{"model": "kling-3.0", "prompt": "x", "seed": 7, "klingParams": {}}"#
        #expect(throws: RequestError.field(path: "seed", reason: "the API has no such field")) {
            try GenerationRequest(json: Data(top.utf8)).completed()
        }
        let omni =
            #"{"model": "kling-3.0-omni", "prompt": "x", "klingParams": {"reference_images": ["https://x/a.png"]}}"#
        _ = try GenerationRequest(json: Data(omni.utf8)).completed()
    }

    @Test func anotherModelIsSentWhatItWasGivenAndNothingElse() throws {
        let request = try draft {
            $0.model = "veo-3"
            $0.mode = "fast"
            $0.parameters = .object(["seed": .integer(7), "resolution": .string("1080p")])
        }.request()
        #expect(
            try body(request)
                == #"{"model":"veo-3","prompt":"a fox","veoParams":{"mode":"fast","resolution":"1080p","seed":7}}"#)
        let named = try draft {
            $0.model = "seedance-2"
            $0.parameters = .object(["bytedanceParams": .object(["seed": .integer(7)])])
        }.request()
        #expect(try body(named) == #"{"bytedanceParams":{"seed":7},"model":"seedance-2","prompt":"a fox"}"#)
    }

    @Test func optionsFillInWhatARequestLeavesOut() throws {
        let request = try GenerationRequest(
            json: Data(#"{"model": "kling-3.0", "prompt": "owl", "mode": "standard"}"#.utf8))
        let filled = try draft { ($0.mode, $0.duration) = ("4k", "8") }.filling(request).completed()
        #expect(filled.prompt == "owl" && filled.parameters.mode == .standard)
        #expect(filled.parameters.duration == MediaTime(value: 8, timescale: 1))
    }
}
