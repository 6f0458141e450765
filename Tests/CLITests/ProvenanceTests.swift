import Foundation
import Support
import Testing

/// Where a clip comes from, as far as it says so itself or its order does, and what is handed on of that.
struct ProvenanceTests {
    private static let generated = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    private static let exiftool = Tool("exiftool")

    /// The clip of three scenes, signed as Kling's generator signs.
    private func signed() throws -> String {
        let message = "sei_user_data=91ca60614aee38548614142d5f73f4ae+kling-ai"
        return try Clip.made(
            "kling.mp4", ["-i", try Clip.threeScenes(), "-c", "copy", "-bsf:v", "h264_metadata=\(message)"])
    }

    private func provenance(_ run: Tool.Run) throws -> [String: Any] {
        try #require(try run.json()["provenance"] as? [String: Any])
    }

    /// The tags that exiftool reads, by group and name: "XMP-iptcExt:DigitalSourceType".
    private func tags(_ file: String) throws -> [String: String] {
        let run = try Self.exiftool.run(["-j", "-G1", "-a", "-s", "-struct", file])
        let all = try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]] ?? []
        return (all.first ?? [:]).compactMapValues { "\($0)" }
    }

    @Test func aGeneratorsSignatureIsTold() throws {
        let dailies = try Dailies()
        let found = try provenance(dailies.run("probe", try signed(), "--json"))
        #expect(found["digitalSourceType"] as? String == Self.generated)
        #expect(found["generator"] as? String == "Kling AI")
        let text = try dailies.run("probe", try signed()).text
        #expect(text.contains("marked as     trainedAlgorithmicMedia by Kling AI"))
        #expect(text.contains("generator     kling-ai"))
    }

    @Test func labelsForGeneratedContentAreReadWhereverTheyAre() throws {
        let dailies = try Dailies()
        let label = #"{"Label":"1","ContentProducer":"Maker 7","ProduceID":"a=b"}"#
        let cases = [
            ("AIGC", label, Self.generated), ("artist", "{\"AIGC\": \(label)}", Self.generated),
            ("AIGC", label.replacing("\"1\"", with: "\"2\""), nil), ("artist", label, nil),
            ("AIGC", "{\"Label\":", nil),
        ]
        for (index, (key, value, source)) in cases.enumerated() {
            let clip = try Clip.made(
                "label-\(index).mp4",
                ["-i", try Clip.blackThenWhite(), "-c", "copy", "-metadata", "\(key)=\(value)", "-movflags"]
                    + ["use_metadata_tags"])
            let found = try provenance(dailies.run("probe", clip, "--json"))
            #expect(found["digitalSourceType"] as? String == source, "\(key) \(value)")
            if source != nil { #expect(found["generator"] as? String == "Maker 7") }
        }
    }

    @Test func anEncodersNameIsNoSignOfAGenerator() throws {
        let dailies = try Dailies()
        let found = try provenance(dailies.run("probe", try Clip.threeScenes(), "--json"))
        #expect(found["digitalSourceType"] is NSNull && found["generator"] is NSNull)
        let markers = try #require(found["markers"] as? [[String: Any]])
        #expect(markers.allSatisfy { $0["names"] as? String == "encoder" } && markers.count == 2)
    }

    @Test func nothingIsSaidOfAClipThatNobodyCallsGenerated() throws {
        let dailies = try Dailies()
        let clip = try #require(try dailies.run("process", try Clip.threeScenes(), "--json").clips().first)
        let folder = "library/clips/\(clip["id"] as! String)"
        #expect(!dailies.names(folder).contains("source.xmp"))
        for shot in dailies.names("\(folder)/shots") {
            let bytes = try bytes(of: dailies.folder.file("\(folder)/shots/\(shot)"))
            #expect(!String(decoding: bytes, as: UTF8.self).contains("DigitalSourceType"))
        }
    }

    @Test(.enabled(if: exiftool.isInstalled, "exiftool is not installed"))
    func theOrderIsInTheXMPOfTheClipAndItsShots() throws {
        let dailies = try Dailies()
        let body: [String: Any] = [
            "model": "kling-3.0", "prompt": "A fox & <its> \"den\"",
            "klingParams": [
                "duration": 3,
                "multi_prompt":
                    #"[{"time": 0, "prompt": "wide"}, {"time": 1, "prompt": "close"}, {"time": 2, "prompt": "außen 🦊"}]"#,
            ],
        ]
        let request = dailies.folder.file("request.json")
        try JSONSerialization.data(withJSONObject: body).write(to: URL(fileURLWithPath: request))
        let run = try dailies.run(
            "process", try Clip.threeScenes(), "--request", request, "--prompt-writer", "Mia Berg", "--json")
        let folder = "library/clips/\(try #require(try run.clips().first)["id"] as! String)"
        let clip = try tags(dailies.folder.file("\(folder)/source.xmp"))
        #expect(clip["XMP-iptcExt:DigitalSourceType"] == Self.generated)
        #expect(clip["XMP-iptcExt:AISystemUsed"] == "kling")
        #expect(clip["XMP-iptcExt:AISystemVersionUsed"] == "3.0")
        let prompt = try #require(clip["XMP-iptcExt:AIPromptInformation"])
        #expect(prompt.hasPrefix("A fox & <its> \"den\"\n") && prompt.hasSuffix("außen 🦊"))
        #expect(clip["XMP-iptcExt:AIPromptWriterName"] == "Mia Berg")
        #expect(clip["XMP-dc:Title"] == "scenes")
        let shot = try tags(dailies.folder.file("\(folder)/shots/shot-03.mp4"))
        #expect(shot["XMP-iptcExt:DigitalSourceType"] == Self.generated)
        #expect(shot["XMP-iptcExt:AIPromptInformation"] == "außen 🦊")
        #expect(shot["XMP-dc:Title"] == "scenes, shot 3" && shot["ItemList:Comment"] == "außen 🦊")
        // What was handed on is read again.
        let again = try provenance(dailies.run("probe", dailies.folder.file("\(folder)/shots/shot-03.mp4"), "--json"))
        #expect(again["digitalSourceType"] as? String == Self.generated)
        #expect(again["generator"] as? String == "kling 3.0")
    }
}
