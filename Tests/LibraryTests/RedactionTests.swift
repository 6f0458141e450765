import Foundation
internal import JSON
import Library
import Support
import Testing
import Timing

/// What may be secret is gone from what is kept, whatever shape it comes in.
@Suite struct RedactionTests {
    @Test(arguments: [
        ("https://h/v.png?sig=SECRET", "https://h/v.png"),
        ("HTTPS://user:SECRET@h:8443/b.png#SECRET", "HTTPS://h:8443/b.png"),
        ("https://user@SECRET@h/b.png", "https://h/b.png"),
        ("https://user:SEC/SECRET@h/b.png", "https://h/b.png"),
        ("https://user:SECRET", "https://user"),
        ("//user:SECRET@h/b.png", "//h/b.png"),
        ("s3://KEY:SECRET@bucket/a?versionId=SECRET", "s3://bucket/a"),
        (#"https:\/\/h\/v.png?sig=SECRET"#, #"https:\/\/h\/v.png"#),
        (#"https:\\h\v.png?sig=SECRET"#, #"https:\\h\v.png"#),
        ("Like https://h/v.png?sig=SECRET, but at night.", "Like https://h/v.png, but at night."),
        ("(see https://h/v.png?sig=SECRET)", "(see https://h/v.png)"),
        ("一只狐狸 https://h/v.png?sig=SECRET。然后下雪", "一只狐狸 https://h/v.png。然后下雪"),
        ("a <https://h/v.png?sig=SECRET> b", "a <https://h/v.png> b"),
        ("https://h/a.png,https://u:SECRET@h/b.png?c=SECRET", "https://h/a.png,https://h/b.png"),
        ("https://p/get/https%3A%2F%2Fh%2Fv.png%3Fsig%3DSECRET", "https://p/get/https://h/v.png"),
        ("https%253A%252F%252Fu%253ASECRET%2540h%252Fv.png", "https://h/v.png"),
        ("https://h/v\u{301}.png?\u{301}sig=SECRET", "https://h/v\u{301}.png"),
        ("bucket.example/x?X-Amz-Signature=SECRET&size=3", "bucket.example/x?X-Amz-Signature=&size=3"),
        ("data:image/png;base64,SECRETSECRET", "data:image/png;base64,…"),
        (#"{"url":"https://h/v.png?sig=SECRET"}"#, #"{"url":"https://h/v.png"}"#),
        (#"{"deep":[{"api_key":"SECRET"}],"size":3}"#, #"{"deep":[{"api_key":"[redacted]"}],"size":3}"#),
        ("Authorization: Bearer SECRET0123456789abcdef", "Authorization: Bearer [redacted]"),
        ("use afk_SECRET123, please", "use [redacted], please"),
    ])
    func aTextKeepsItsWords(_ text: String, _ kept: String) {
        #expect(Redaction.text(text) == kept)
        #expect(Redaction.text(kept) == kept)
    }

    @Test(arguments: [
        "A fox, \"quick\": 4K, 16:9, 100 %, and/or snow? #winter @dusk",
        "https://example.com:8443/@user/pkg@1.2/x.png", "Have you seen https://h/v.png?", "mail bob@example.com",
        "c // user: hey?", "a basic characteristic of 3 foxes", "http://[::1]:80/a", "max_tokens=300", #"C:\Users\me"#,
    ])
    func aTextWithoutSecretsStays(_ text: String) { #expect(Redaction.text(text) == text) }

    @Test func everyLevelOfParametersIsLookedThrough() throws {
        let params: JSONValue = .object([
            "reference_images": .array([
                .string("https://b/me.png?X-Amz-Signature=SECRET1"), .string("https://user:SECRET2@host/b.png"),
            ]),
            "image": .object(["url": .string("https://h/v.png?sig=SECRET3"), "https://h/?k=SECRET4": .integer(1)]),
            "headers": .array([.object(["name": .string("Authorization"), "value": .string("SECRET5")])]),
            "api-key": .integer(5), "accessToken": .array([.string("SECRET6")]),
            "password": .object(["a": .bool(true)]),
            "maxTokens": .integer(300), "seed": .integer(7), "hd": .bool(true), "mask": .null,
            "note": .string(#"[["https://h/?SECRET7"]]"#),
        ])
        let kept = Redaction.json(params)
        let text = String(decoding: try CanonicalJSON.encode(kept), as: UTF8.self)
        #expect(!text.contains("SECRET"))
        #expect(text.contains("https://b/me.png") && text.contains("https://host/b.png"))
        #expect(kept.member("maxTokens") == .integer(300) && kept.member("api-key") == .string("[redacted]"))
        #expect(Redaction.json(kept) == kept)
    }

    @Test func keysThatBecomeAlikeAreBothKept() {
        let kept = Redaction.json(.object(["https://h/?a": .integer(1), "https://h/?b": .integer(2)]))
        #expect(kept == .object(["https://h/": .integer(1), "https://h/ (2)": .integer(2)]))
    }

    @Test func depthAndLengthAreBounded() throws {
        var deep: JSONValue = .string("https://h/?SECRET")
        for _ in 0..<1000 { deep = .array([deep]) }
        let data = try CanonicalJSON.line(Redaction.json(deep))
        #expect(JSONBounds.complaint(about: data) == nil)
        #expect(String(decoding: data, as: UTF8.self).contains(Redaction.tooDeep))
        #expect(Redaction.text(String(repeating: "x", count: 3 << 20)) == "[a text of 3145728 bytes]")
        let inner = String(repeating: "[", count: 100) + "\"https://h/?SECRET\"" + String(repeating: "]", count: 100)
        #expect(!Redaction.text(inner).contains("SECRET"))
    }

    @Test(arguments: [3, UInt64.random(in: 0...UInt64.max)])
    func aPlantedSecretIsGoneFromAnyText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let around = ["", " ", "\"", "(", "a\u{301}", "日", "\n", ",", "see ", "[", "{\"k\":\"", "\u{200B}", "%20"]
        let urls = [
            "https://h.example/p?sig=SECRET", "http://u:SECRET@h.example/p", "//u:SECRET@h.example/p",
            "wss://h.example/p#SECRET", "https%3A%2F%2Fh%2Fp%3Fk=SECRET", #"https:\/\/h\/p?k=SECRET"#,
            " data:text/plain,SECRET", "https://h.example/a?b=https://u:SECRET@h/?c=SECRET",
        ]
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                text += around.randomElement(using: &generator)! + urls.randomElement(using: &generator)!
                text += around.randomElement(using: &generator)!
            }
            let kept = Redaction.text(text)
            #expect(!kept.contains("SECRET"), "seed \(seed): \(text) → \(kept)")
            #expect(Redaction.text(kept) == kept, "seed \(seed): \(text)")
        }
    }

    /// A library from before has them on the disk; it is told of, and a clip that is written again has none.
    @Test func verifyTellsOfASidecarThatHoldsSecrets() throws {
        let file = packageRoot.appendingPathComponent("presets/schema/clip.schema.json")
        let schema = try JSONSchema(CanonicalJSON.decode(JSONValue.self, from: Data(contentsOf: file)))
        try withTemporaryFolder { root in
            let store = ClipStore(root: root)
            var sidecar = Example.full
            sidecar.outputs = []
            sidecar.generation?.params = ["image": .object(["url": .string("https://h/v.png")])]
            _ = try publish("x", sidecar, in: store)
            #expect(try store.verify(sidecar.id, against: schema).isEmpty)
            let place = store.folder(of: sidecar.id).appendingPathComponent(SidecarFile.name)
            let text = String(decoding: try Data(contentsOf: place), as: UTF8.self)
            try Data(text.replacing("https://h/v.png", with: "https://u:SECRET@h/v.png?sig=SECRET").utf8).write(
                to: place)
            #expect(
                try store.verify(sidecar.id, against: schema)
                    == [.againstSchema("generation.params holds what may be secret")])
            try store.update(sidecar.id, always: true) { _ in }
            #expect(try store.verify(sidecar.id, against: schema).isEmpty)
        }
    }

    /// Made, changed or read from the file of an older program, a sidecar holds none.
    @Test func noWayLeadsIntoASidecar() throws {
        let url = "https://h/v.png?sig=SECRET"
        var sidecar = Example.full
        sidecar.generation = .init(
            provider: "apiframe", prompt: "like \(url)", params: ["image": .array([.string(url)])],
            shots: [.init(start: .zero, prompt: url)])
        sidecar.generation?.params["later"] = .object(["url": .string(url)])
        sidecar.shots[0].prompt = url
        sidecar.media.provenance?.markers.append(.init(kind: .xmp, place: "a", text: url))
        let clean = try CanonicalJSON.encode(sidecar)
        #expect(!String(decoding: clean, as: UTF8.self).contains("SECRET"))
        let old = String(decoding: clean, as: UTF8.self).replacing("https://h/v.png", with: url)
        try withTemporaryFolder { folder in
            try Data(old.utf8).write(to: folder.appendingPathComponent(SidecarFile.name))
            #expect(try SidecarFile.read(in: folder) == sidecar)
        }
    }
}

extension JSONValue {
    fileprivate func member(_ name: String) -> JSONValue? { if case .object(let all) = self { all[name] } else { nil } }
}
