import Foundation
import Library
import Support
import Testing

struct FailedOutputTests {
    private var sidecar: Sidecar {
        var sidecar = Example.full
        sidecar.outputs.append(
            .init(kind: .proxy, file: "proxies/proxy-web.mp4", failure: "x: Invalid argument (avformat_write_header)"))
        return sidecar
    }

    @Test func isListedWithWhyAndIsNoFile() throws {
        let data = try CanonicalJSON.encode(sidecar)
        let read = try CanonicalJSON.decode(Sidecar.self, from: data)
        #expect(read == sidecar)
        #expect(read.failedOutputs.map(\.file) == ["proxies/proxy-web.mp4"])
        #expect(read.files == Example.full.outputs)
        #expect(read.isIncomplete && !Example.full.isIncomplete)
        #expect(CatalogueEntry(read).bytes == CatalogueEntry(Example.full).bytes)
    }

    @Test func aFileThatIsThereSaysNothingOfFailure() throws {
        let texts = [try CanonicalJSON.encode(Example.full.outputs), try CanonicalJSON.encode(Example.full.shots)]
            .map { String(decoding: $0, as: UTF8.self) }
        #expect(!texts.contains { $0.contains("failure") || $0.contains("missingFrames") })
    }
}
