import Foundation
import Media
import Support
import Testing

/// Manifests as the standard's own library wrote them, and what is left of them when they are damaged.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct ContentCredentialsTests {
    private let folder = try! TemporaryFolder()

    /// A clip with these bytes as its last boxes.
    private func marks(with boxes: [UInt8]) throws -> ProvenanceMarks {
        let path = try folder.write(try bytes(of: try Clip.blackThenWhite()) + boxes, to: "clip.mp4")
        let demuxer = try Demuxer(opening: path)
        return ProvenanceMarks(of: path, try PacketTable(reading: demuxer), demuxer.container)
    }

    @Test func readsWhoSaysWhat() throws {
        let found = try #require(try marks(with: SignedClip.box).credentials)
        #expect(found.problem == nil && found.bytes == SignedClip.box.count - 24)
        let manifest = try #require(found.manifests.first)
        #expect(found.manifests.count == 1 && manifest.label.hasPrefix("urn:c2pa:"))
        #expect(manifest.generator == "Film Maker 2.5")
        #expect(manifest.assertions.contains("c2pa.actions.v2") && manifest.assertions.contains("c2pa.hash.bmff.v3"))
        let source = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
        #expect(manifest.actions == [.init(name: "c2pa.created", sourceType: source, agent: "Film Model 3")])
    }

    @Test func aClipWithoutOneHasNone() throws {
        #expect(try marks(with: []).credentials == nil)
        var other = SignedClip.box
        other[8] ^= 1
        #expect(try marks(with: other).credentials == nil)
    }

    @Test func aCutStoreIsAProblemInWords() throws {
        let cut = try #require(try marks(with: Array(SignedClip.box.prefix(60))).credentials)
        #expect(cut.manifests.isEmpty && cut.problem == "it holds no manifest")
    }

    /// Any byte turned over, and the file cut anywhere: what is read may be wrong, and reading ends.
    @Test func damageEndsTheReadingOnly() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<150 {
            var box = SignedClip.box
            for _ in 0..<3 {
                box[Int.random(in: 24..<box.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let found = try marks(with: Array(box.prefix(Int.random(in: 60...box.count, using: &generator))))
                .credentials
            #expect((found?.manifests.count ?? 0) <= 64)
        }
    }

    @Test func nestedWithoutEndIsRefused() throws {
        // Each list holds one list, a thousand deep; and a list of four thousand million values.
        for deep in [[UInt8](repeating: 0x81, count: 1000), [0x9A, 0xFF, 0xFF, 0xFF, 0xFF]] {
            let claim = box("jumb", box("jumd", description("c2pa.claim")) + box("cbor", deep))
            let manifest = box("jumb", box("jumd", description("urn:c2pa:x")) + claim)
            let store = box("jumb", box("jumd", description("c2pa")) + manifest)
            let purpose: [UInt8] = [0, 0, 0, 0] + Array("manifest".utf8) + [0] + [UInt8](repeating: 0, count: 8)
            let found = try #require(
                try marks(with: box("uuid", SignedClip.box[8..<24] + purpose + store)).credentials)
            #expect(found.manifests.map(\.label) == ["urn:c2pa:x"] && found.manifests[0].generator == nil)
        }
    }

    private func description(_ label: String) -> [UInt8] {
        [UInt8](repeating: 7, count: 16) + [3] + Array(label.utf8) + [0]
    }

    private func box(_ kind: String, _ content: some Collection<UInt8>) -> [UInt8] {
        let size = content.count + 8
        return (0..<4).reversed().map { UInt8(truncatingIfNeeded: size >> (8 * $0)) } + Array(kind.utf8) + content
    }
}
