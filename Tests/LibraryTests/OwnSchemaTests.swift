import Foundation
internal import JSON
import Library
import Support
import Testing

/// The program's own reading of the schema, which `library verify` goes by.
@Suite struct OwnSchemaTests {
    private func schema() throws -> JSONSchema {
        let file = packageRoot.appendingPathComponent("presets/schema/clip.schema.json")
        return try JSONSchema(CanonicalJSON.decode(JSONValue.self, from: Data(contentsOf: file)))
    }

    private func complaints(_ document: Any) throws -> [String] {
        let data = try JSONSerialization.data(withJSONObject: document)
        return try schema().complaints(about: CanonicalJSON.decode(JSONValue.self, from: data))
    }

    private func example() throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: try CanonicalJSON.encode(Example.full))
        return try #require(object as? [String: Any])
    }

    @Test func acceptsWhatWeWrite() throws {
        var generator = SeededGenerator(seed: 8)
        let schema = try schema()
        for sidecar in [Example.full, Example.minimal] + (0..<20).map({ _ in Sidecar.random(&generator) }) {
            let document = try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(sidecar))
            #expect(schema.complaints(about: document) == [])
        }
    }

    @Test(arguments: [
        (["source", "bytes"], "many" as any Sendable, "source.bytes is not integer"),
        (["source", "bytes"], -1, "source.bytes is smaller than 0.0"),
        (["source", "bytes"], 1.5, "source.bytes is not integer"),
        (["media", "video", "weather"], "sunny", "media.video has weather, which is unknown"),
        (["media", "video", "frameRate"], "29.97", "media.video.frameRate is not written as it has to be"),
        (["media", "video", "rotation"], 45, "media.video.rotation is none of the values that it may have"),
        (["source", "file"], "../../etc/passwd", "source.file is not written as it has to be"),
        (["source", "sha256"], "3fa9", "source.sha256 is not written as it has to be"),
        (["schemaVersion"], 2, "schemaVersion is none of the values that it may have"),
        (["verdict"], "notEvaluated", "verdict is none of the values that it may have"),
        (["group"], "", "group is shorter than 1"),
    ])
    func saysWhatIsWrongAndWhere(_ path: [String], _ value: any Sendable, _ complaint: String) throws {
        #expect(try complaints(replacing(path[...], in: example(), with: value)) == [complaint])
    }

    @Test func missesWhatHasToBeThere() throws {
        var document = try example()
        document["media"] = nil
        #expect(try complaints(document) == ["the document has no media"])
        #expect(try complaints(["shots"]).first == "the document is not object")
    }

    @Test func aKeywordThatIsUnknownIsNotPassedOver() {
        let strange = JSONValue.object(["properties": .object(["a": .object(["multipleOf": .integer(2)])])])
        let error = #expect(throws: JSONSchema.Unusable.self) { try JSONSchema(strange) }
        #expect(error?.description.hasPrefix("properties.a.multipleOf") == true)
    }

    private func replacing(_ path: ArraySlice<String>, in value: Any, with new: Any) throws -> [String: Any] {
        var object = try #require(value as? [String: Any])
        let key = try #require(path.first)
        object[key] =
            path.count == 1 ? new : try replacing(path.dropFirst(), in: try #require(object[key]), with: new)
        return object
    }
}
