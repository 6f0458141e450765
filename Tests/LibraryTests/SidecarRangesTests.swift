import Foundation
internal import JSON
import Library
import Support
import Testing
import Timing

/// Ranges are looked at once, where a sidecar is read, and they are the schema's.
@Suite struct SidecarRangesTests {
    private func schema() throws -> JSONValue {
        let file = packageRoot.appendingPathComponent("presets/schema/clip.schema.json")
        return try CanonicalJSON.decode(JSONValue.self, from: Data(contentsOf: file))
    }

    /// What the reader says of a document; `nil` where it takes it.
    private func complaint(_ document: Data) throws -> String? {
        try withTemporaryFolder { folder in
            try document.write(to: folder.appendingPathComponent(SidecarFile.name))
            do { _ = try SidecarFile.read(in: folder) } catch LibraryError.damagedSidecar(_, let reason) {
                return reason
            }
            return nil
        }
    }

    @Test(arguments: [
        (["shots", "0", "confidence"], "1e300", "shots[0].confidence is 1e+300, not 0.0 to 1.0"),
        (
            ["shots", "0", "startFrame"], "-9223372036854775808",
            "shots[0].startFrame is -9223372036854775808, not 0 to"
        ),
        (["shots", "1", "endFrame"], "75", "shots[1].endFrame is 75, not after startFrame, 75"),
        (["shots", "0", "index"], "-9223372036854775808", "shots[0].index is -9223372036854775808, not 1 to"),
        (["shots", "1", "transitionFrames", "1"], "9223372036854775807", "shots[1].transitionFrames[1] is"),
        (["analysis", "damage", "decodeErrors"], "9223372036854775807", "analysis.damage.decodeErrors is"),
        (["analysis", "black", "0", "startFrame"], "-1", "analysis.black[0].startFrame is -1, not 0 to"),
        (["analysis", "loudness", "integratedLUFS"], "1e300", "analysis.loudness.integratedLUFS is 1e+300"),
        (["media", "video", "frameRate"], "\"-1/1\"", "media.video.frameRate is -1/1, not 0 to"),
        (["media", "video", "rotation"], "45", "media.video.rotation is 45, not 0, 90, 180 or 270"),
        (["media", "audio", "channels"], "0", "media.audio.channels is 0, not 1 to"),
        (["outputs", "0", "file"], "\"../../etc/passwd\"", "outputs[0].file is no path of a file"),
        (["source", "file"], "\"/etc/passwd\"", "source.file is no path of a file"),
        (["shots", "0", "file"], "\"a/./b\"", "shots[0].file is no path of a file"),
        (["source", "fetchedAt"], "\"10000-01-01T00:00:00Z\"", "source.fetchedAt"),
        (["group"], "\"\"", "group is empty"),
        (["timings", "decode"], "1e10", "timings.decode is 10000000000.0, not 0.0 to"),
    ])
    func saysWhichValueIsOutOfItsRange(_ path: [String], _ value: String, _ reason: String) throws {
        let value = try CanonicalJSON.decode(JSONValue.self, from: Data(value.utf8))
        let example = try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(Example.full))
        let found = try complaint(CanonicalJSON.encode(example.replacing(path[...], with: value)))
        #expect(found?.hasPrefix(reason) == true, "\(found ?? "no complaint")")
    }

    /// For every value of an example whose range the schema gives: the reader takes the ends of the range, and neither less
    /// nor more.
    @Test func takesWhatTheSchemaTakes() throws {
        let document = try schema()
        let judge = try JSONSchema(document)
        let example = try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(Example.full))
        var tried = 0
        for (path, node) in document.leaves(of: example) {
            var values: [JSONValue] = []
            for (key, step) in [("minimum", -1), ("maximum", 1)] {
                guard case .integer(let bound)? = node.member(key) else { continue }
                values += [.integer(bound), .integer(bound + step)]
            }
            if node.member("minLength") == .integer(1) { values += [.string(""), .string("x")] }
            if case .string(let pattern)? = node.member("pattern"), pattern.hasPrefix("^(?!(?:.*/)") {
                values += [
                    "a", "a/b", "/a", "a//b", "a/", "..", "a/../b", "./a", "a\u{1}", "a/\u{301}..", "..a", "a\\b",
                ]
                .map(JSONValue.string)
            }
            for value in values {
                let changed = example.replacing(path[...], with: value)
                let data = try CanonicalJSON.encode(changed)
                let (wrong, found) = (judge.complaints(about: changed), try complaint(data))
                // That a span begins before it ends is what the schema cannot say. A step of negative length is left out.
                if found?.contains("not after startFrame") == true || found?.contains("greater than") == true {
                    continue
                }
                if path.first == "timings", value == .integer(-1) { continue }
                #expect(wrong.isEmpty == (found == nil), "\(path) = \(value): \(wrong) / \(found ?? "")")
                tried += 1
            }
        }
        #expect(tried > 250)
    }

    /// Whatever the reader takes is as the schema says once it is written again.
    @Test(arguments: [5, UInt64.random(in: 0...UInt64.max)])
    func whatIsReadAndWrittenIsAsTheSchemaSays(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let judge = try JSONSchema(schema())
        let wrong: [JSONValue] = [
            .null, .bool(true), .integer(-1), .integer(.max), .integer(.min), .integer(1 << 53), .number(1e300),
            .number(-0.5), .string(""), .string("../x"), .string("1/0"), .string("-3/1"), .string("99999999999/1"),
            .string("x\u{0}"), .array([]), .object([:]),
        ]
        var taken = 0
        for _ in 0..<400 {
            var document = try CanonicalJSON.decode(
                JSONValue.self, from: CanonicalJSON.encode(Sidecar.random(&generator)))
            let leaves = document.allPaths
            let path = leaves.randomElement(using: &generator)!
            document = document.replacing(path[...], with: wrong.randomElement(using: &generator)!)
            try withTemporaryFolder { folder in
                try CanonicalJSON.encode(document).write(to: folder.appendingPathComponent(SidecarFile.name))
                guard let sidecar = try? SidecarFile.read(in: folder) else { return }
                taken += 1
                let again = try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.encode(sidecar))
                #expect(judge.complaints(about: again) == [], "seed \(seed): \(path)")
            }
        }
        #expect(taken > 20)
    }

    @Test(arguments: [
        (String(repeating: "[", count: 100_000), "it is nested more than 64 levels deep"),
        ("[" + String(repeating: "0,", count: 2_100_000) + "0]", "it holds more than 2000000 values"),
        ("\"" + String(repeating: "x", count: 9 << 20) + "\"", "a text in it has more than 8 MiB"),
    ])
    func isNotReadWholeWhenItIsTooLarge(_ text: String, _ reason: String) throws {
        #expect(try complaint(Data(text.utf8)) == reason)
    }

    @Test func aFileThatNeverEndsIsNotRead() throws {
        try withTemporaryFolder { folder in
            try FileManager.default.createSymbolicLink(
                at: folder.appendingPathComponent(SidecarFile.name),
                withDestinationURL: URL(fileURLWithPath: "/dev/zero"))
            #expect(throws: LibraryError.self) { try SidecarFile.read(in: folder) }
        }
    }

    @Test func aTimelineOfAnyTimesCanBeWritten() throws {
        var shot = Example.full.shots[0]
        shot.start = MediaTime(value: .max, timescale: 1)
        shot.end = MediaTime(value: .min, timescale: 1000)
        let list = ShotList(file: "/a/b.mp4", frames: 1, frameRate: Rational(1), shots: [shot, shot, shot])
        let timeline = Timeline(of: list, media: Example.media)
        #expect(EditDecisionList.text(timeline).contains("TITLE: b"))
        #expect(FinalCutXML.text(timeline).contains("</fcpxml>"))
        #expect(try !OpenTimeline.json(timeline).isEmpty)
        #expect(Chapters.webVTT(list).contains("Shot 1") && Chapters.ffmetadata(list).contains("title=Shot 1"))
        #expect(shot.end.clockText.hasPrefix("-"))
    }
}

extension JSONValue {
    fileprivate func member(_ name: String) -> JSONValue? { if case .object(let all) = self { all[name] } else { nil } }

    /// The value with another at a path, whose parts are keys and places in lists.
    fileprivate func replacing(_ path: ArraySlice<String>, with new: JSONValue) -> JSONValue {
        guard let first = path.first else { return new }
        switch self {
        case .object(var members):
            members[first] = (members[first] ?? .null).replacing(path.dropFirst(), with: new)
            return .object(members)
        case .array(var elements):
            guard let index = Int(first), elements.indices.contains(index) else { return self }
            elements[index] = elements[index].replacing(path.dropFirst(), with: new)
            return .array(elements)
        default: return self
        }
    }

    /// The paths of all values within, this one's included.
    fileprivate var allPaths: [[String]] {
        switch self {
        case .object(let members):
            [[]] + members.sorted { $0.key < $1.key }.flatMap { name, value in value.allPaths.map { [name] + $0 } }
        case .array(let elements):
            [[]] + elements.enumerated().flatMap { index, value in value.allPaths.map { ["\(index)"] + $0 } }
        default: [[]]
        }
    }

    /// The values of a document that are no list or object, by their paths, each with what this schema says of it.
    fileprivate func leaves(of document: JSONValue) -> [([String], JSONValue)] { leaves(document, at: self, []) }

    private func leaves(_ value: JSONValue, at node: JSONValue, _ path: [String]) -> [([String], JSONValue)] {
        var node = node
        if case .array(let choices)? = node.member("anyOf"), let first = choices.first { node = first }
        if case .string(let name)? = node.member("$ref") {
            node = member("$defs")?.member(String(name.dropFirst("#/$defs/".count))) ?? .null
        }
        switch value {
        case .object(let members):
            return members.sorted { $0.key < $1.key }.flatMap { name, value in
                leaves(
                    value, at: node.member("properties")?.member(name) ?? node.member("additionalProperties") ?? .null,
                    path + [name])
            }
        case .array(let elements):
            return elements.enumerated().flatMap { index, value in
                leaves(value, at: node.member("items") ?? .null, path + ["\(index)"])
            }
        default: return [(path, node)]
        }
    }
}
