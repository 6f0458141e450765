internal import Apiframe
internal import Pipeline
internal import Support
internal import Testing
internal import Timing

struct BatchFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String, _ name: String = "batch.csv", _ defaults: RequestDraft = RequestDraft()) throws
        -> BatchFile
    {
        try BatchFile(try folder.write(text, to: name), defaults: defaults)
    }

    private func complaints(_ text: String, _ name: String = "batch.csv") throws -> [String] {
        let broken = try #require(#expect(throws: BatchFile.Broken.self) { try read(text, name) })
        return broken.complaints.map { String($0.dropFirst(folder.path.count + 1)) }
    }

    @Test func readsColumnsInAnyOrder() throws {
        let batch = try read(
            """
            duration,Prompt,audio,shots,aspect_ratio\r
            10,"a fox, running",no,,9:16\r
            \r
            ,,,"0:wide ""A""
            shot | 2:close",
            5,an owl,,,
            """)
        #expect(batch.lines.map(\.number) == [2, 4, 6], "a quoted cell may hold a line end")
        #expect(batch.lines[0].request.prompt == "a fox, running")
        #expect(batch.lines[0].request.parameters.generateAudio == false)
        #expect(batch.lines[0].request.parameters.aspectRatio == .portrait)
        #expect(batch.lines[1].request.shots.map(\.prompt) == ["wide \"A\"\nshot", "close"])
        #expect(batch.lines[2].request.parameters.generateAudio == true)
    }

    @Test func optionsFillInWhatALineLeavesOut() throws {
        var defaults = RequestDraft()
        (defaults.mode, defaults.duration) = ("4k", "15")
        let csv = try read("prompt,mode\na,\nb,standard\n", "a.csv", defaults)
        #expect(csv.lines.map(\.request.parameters.mode) == [.fourK, .standard])
        let lines = try read(
            "{\"prompt\": \"a\"}\n{\"prompt\": \"b\", \"mode\": \"standard\", \"duration\": 3}\n", "a.jsonl", defaults)
        #expect(lines.lines.map(\.request.parameters.mode) == [.fourK, .standard])
        #expect(lines.lines.map(\.request.parameters.duration) == [15, 3].map { MediaTime(value: $0, timescale: 1) })
    }

    @Test func everyBrokenLineIsNamed() throws {
        #expect(
            try complaints("prompt,duration\na,99\nb,5\n,5\nc\n") == [
                "batch.csv:2: klingParams.duration: whole seconds from 3 to 15 are taken, not 99.0",
                "batch.csv:4: prompt: a prompt or shots are needed",
                "batch.csv:5: the request: it has 1 cells, and there are 2 columns",
            ])
        let lines = try complaints(
            "{\"prompt\": \"a\"}\n\n{\"prompt\": \n{\"prompt\": \"a\", \"seed\": 1}\n[]\n", "b.jsonl")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("b.jsonl:3: ") && lines[1].hasPrefix("b.jsonl:4: klingParams.seed: "))
        #expect(lines[2].hasPrefix("b.jsonl:5: "))
    }

    @Test(arguments: [
        ("prompt,colour\na,red\n", "batch.csv:1: there is no column 'colour'; there are: model, prompt"),
        ("prompt,Prompt\na,b\n", "batch.csv:1: a column comes twice"),
        ("prompt\n\"a\n", "batch.csv:2: a quote is never closed"), ("", "batch.csv: it holds no request"),
        ("prompt\n", "batch.csv: it holds no request"),
    ])
    func aTableThatCannotBeMeantIsNamed(text: String, complaint: String) throws {
        #expect(try complaints(text).first?.hasPrefix(complaint) == true)
    }
}
