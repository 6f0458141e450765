import Foundation
import Library
import Support
import Testing

@Suite(
    .enabled(if: SchemaJudge.installed != nil, "needs python3 with jsonschema 4, Debian's python3-jsonschema"))
struct SchemaTests {
    private let schema = packageRoot.appendingPathComponent("presets/schema/clip.schema.json")

    @Test func acceptsWhatWeWrite() throws {
        var generator = SeededGenerator(seed: 7)
        let sidecars = [Example.full, Example.minimal] + (0..<40).map { _ in Sidecar.random(&generator) }
        let complaints = try judge(sidecars.map { try CanonicalJSON.encode($0) })
        #expect(complaints == sidecars.map { _ in "" })
    }

    @Test func refusesWhatIsNotASidecar() throws {
        let cases: [(String, [String], Any?, String)] = [
            ("a wrong type", ["source", "bytes"], "many", "$.source.bytes type"),
            ("a negative size", ["source", "bytes"], -1, "$.source.bytes minimum"),
            ("a missing key", ["media", "audio"], nil, "$.media required"),
            ("a bad verdict", ["verdict"], "notEvaluated", "$.verdict enum"),
            ("an unknown key", ["media", "video", "weather"], "sunny", "$.media.video additionalProperties"),
            ("a short hash", ["source", "sha256"], "3fa9", "$.source.sha256 pattern"),
            ("a rate in decimals", ["media", "video", "frameRate"], "29.97", "$.media.video.frameRate pattern"),
            ("a slanted picture", ["media", "video", "rotation"], 45, "$.media.video.rotation enum"),
            ("a signed URL", ["source", "url"], "https://a.b/c?key=1", "$.source.url pattern"),
            ("a way out", ["source", "file"], "../../etc/passwd", "$.source.file pattern"),
            ("another version", ["schemaVersion"], 2, "$.schemaVersion const"),
            ("a step of negative length", ["timings", "decode"], -1, "$.timings.decode minimum"),
        ]
        let original = try JSONSerialization.jsonObject(with: try CanonicalJSON.encode(Example.full))
        let documents = try cases.map { _, path, value, _ in
            try JSONSerialization.data(withJSONObject: replacing(path[...], in: original, with: value))
        }
        for (complaint, (name, _, _, expected)) in zip(try judge(documents), cases) {
            #expect(complaint == expected, "\(name)")
        }
    }

    private func judge(_ documents: [Data]) throws -> [String] {
        try #require(SchemaJudge.installed).complaints(about: documents, schema: schema)
    }

    private func replacing(_ path: ArraySlice<String>, in value: Any, with new: Any?) throws -> Any {
        var object = try #require(value as? [String: Any])
        let key = try #require(path.first)
        object[key] =
            path.count == 1 ? new : try replacing(path.dropFirst(), in: try #require(object[key]), with: new)
        return object
    }
}
