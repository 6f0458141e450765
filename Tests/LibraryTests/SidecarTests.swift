import Foundation
import Library
import Support
import Testing
import Timing

@Suite struct SidecarTests {
    @Test func writesTheGoldenFile() throws {
        let golden = goldens.appendingPathComponent("full.clip.json")
        let written = String(decoding: try CanonicalJSON.encode(Example.full), as: UTF8.self)
        if ProcessInfo.processInfo.environment["REGENERATE_GOLDENS"] != nil {
            try written.write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(written == (try String(contentsOf: golden, encoding: .utf8)))
    }

    @Test func survivesARoundTripThroughItsFile() throws {
        try withTemporaryFolder { folder throws in
            for sidecar in [Example.full, Example.minimal] {
                try SidecarFile.write(sidecar, in: folder)
                #expect(try SidecarFile.read(in: folder) == sidecar)
            }
        }
    }

    @Test(arguments: [1, 2, 3, UInt64.random(in: 0...UInt64.max)])
    func anySidecarSurvivesARoundTripAndGivesTheSameBytes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<100 {
            let sidecar = Sidecar.random(&generator)
            let data = try CanonicalJSON.encode(sidecar)
            let back = try CanonicalJSON.decode(Sidecar.self, from: data)
            #expect(back == sidecar, "seed \(seed), round \(round)")
            #expect(try CanonicalJSON.encode(back) == data, "seed \(seed), round \(round)")
        }
    }

    @Test func writesEveryUnknownAsNull() throws {
        let object = try object(of: Example.minimal)
        #expect(object["generation"] is NSNull)
        #expect(object["analysis"] is NSNull)
        let media = try #require(object["media"] as? [String: Any])
        #expect(media["audio"] is NSNull)
        let source = try #require(object["source"] as? [String: Any])
        #expect(source["url"] is NSNull)
    }

    @Test func keepsNoSecretOfAURL() throws {
        #expect(Example.full.source.url?.text == "https://cdn.example.com:8443/videos/fox.mp4")
        let text = String(decoding: try CanonicalJSON.encode(Example.full), as: UTF8.self)
        #expect(!text.contains("secret") && !text.contains("pass@"))
        #expect(SourceURL("file:///home/fox.mp4") == nil)
        #expect(SourceURL("not a url") == nil)
    }

    @Test func turnsNumbersThatJSONLacksIntoNull() throws {
        var sidecar = Example.full
        sidecar.analysis?.loudness = .init(integratedLUFS: -.infinity, truePeakDBTP: .nan, rangeLU: 0)
        sidecar.timings["decode"] = .infinity
        sidecar.generation?.params["odd"] = .array([.number(.nan)])
        let text = String(decoding: try CanonicalJSON.encode(sidecar), as: UTF8.self)
        #expect(text.contains("\"integratedLUFS\" : null"))
        #expect(text.contains("\"truePeakDBTP\" : null"))
        #expect(sidecar.timings.steps == ["fetch"])
    }

    @Test func toleratesKeysOfALaterProgram() throws {
        var object = try object(of: Example.full)
        object["weather"] = ["sunny": true]
        try withTemporaryFolder { folder throws in
            let file = folder.appendingPathComponent(SidecarFile.name)
            try JSONSerialization.data(withJSONObject: object).write(to: file)
            #expect(try SidecarFile.read(in: folder) == Example.full)
        }
    }

    @Test(arguments: [
        ("{", "not valid JSON"), ("[]", "the document"), ("{}", "schemaVersion is missing"),
        (#"{"schemaVersion": 2}"#, "schemaVersion is 2, and this program reads 1"),
        (#"{"schemaVersion": 1, "id": "../../etc"}"#, "id: '../../etc' is not a clip id"),
        (#"{"schemaVersion": 1, "id": 7}"#, "id is not text"),
    ])
    func saysWhichFileIsDamagedAndWhere(_ text: String, _ reason: String) throws {
        try withTemporaryFolder { folder throws in
            let file = folder.appendingPathComponent(SidecarFile.name)
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: LibraryError.self) { try SidecarFile.read(in: folder) }
            guard case .damagedSidecar(let path, let said) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(path == file.path)
            #expect(said.hasPrefix(reason), "\(said)")
        }
    }

    @Test func namesAMissingSidecar() throws {
        try withTemporaryFolder { folder throws in
            let error = #expect(throws: LibraryError.self) { try SidecarFile.read(in: folder) }
            let path = folder.appendingPathComponent("clip.json").path
            #expect(error.map { "\($0)" } == "cannot read \(path): No such file or directory")
        }
    }

    @Test func listsShotsWithoutWhatOnlyACutKnows() throws {
        let list = ShotList(file: "fox.mp4", frames: 150, frameRate: Rational(30), shots: Example.full.shots)
        let data = try CanonicalJSON.encode(list)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(Set(object.keys) == ["file", "frames", "frameRate", "shots"])
        let shots = try #require(object["shots"] as? [[String: Any]])
        let all = try #require(try self.object(of: Example.full)["shots"] as? [[String: Any]])
        let ofCuts: Set = ["file", "method", "methodReason", "reencodedFrames", "proof"]
        #expect(Set(shots[0].keys) == Set(all[0].keys).subtracting(ofCuts))
        #expect(try CanonicalJSON.decode(ShotList.self, from: data).shots[1].transitionFrames == 70...80)
    }

    private func object(of sidecar: Sidecar) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: try CanonicalJSON.encode(sidecar))
        return try #require(object as? [String: Any])
    }
}
