internal import Foundation
@testable internal import Library
@testable internal import Pipeline
internal import Support
internal import Testing
internal import Timing

/// Lists that are written by hand are what the encoder would have written.
struct ClipRowsTests {
    private struct Document: Encodable {
        let clips: [ListedClip]
        let total: Int
    }

    private let texts = [
        "fox.mp4", "", "quotes \" and \\ and /", "lines\nand\ttabs\r\u{8}\u{c}\u{1}\u{1f}\u{7f}", "Füchse 狐 🦊\u{2028}",
        "e\u{301}",
    ]

    private func clips(seed: UInt64, count: Int) -> [ListedClip] {
        var chance = SeededGenerator(seed: seed)
        func maybe<T>(_ value: T) -> T? { Bool.random(using: &chance) ? value : nil }
        func text() -> String { texts.randomElement(using: &chance)! }
        return (0..<count).map { number in
            let entry = CatalogueEntry(
                id: ClipID(sha256: SHA256Hex(of: "\(number)")), name: text(),
                added: Date(
                    timeIntervalSince1970: Double(Int.random(in: -5_000_000_000...10_000_000_000, using: &chance))),
                duration: maybe(
                    MediaTime(ticks: Int.random(in: 0...10_000_000, using: &chance), timeBase: Rational(1, 90_000)!)),
                width: Int.random(in: 0...9999, using: &chance), height: 1080,
                frameRate: maybe(Rational(30_000, 1001)!),
                verdict: Sidecar.Verdict.allCases.randomElement(using: &chance)!,
                shots: number, bytes: Int.random(in: 0...Int.max, using: &chance), provider: nil, jobId: nil,
                model: maybe(text()), prompt: maybe(text()), group: maybe(text()), variant: maybe(text()))
            return ListedClip(CatalogueMatch(entry: entry, excerpt: maybe(Excerpt("a \u{2}fox\u{3} in"))))
        }
    }

    @Test(arguments: [0, 1, 200]) func aDocumentIsWhatTheEncoderWrites(count: Int) throws {
        let clips = clips(seed: 7, count: count)
        let wanted = try CanonicalJSON.encode(Document(clips: clips, total: 12_345))
        #expect(
            String(decoding: ClipRows.document(clips, total: 12_345), as: UTF8.self)
                == String(decoding: wanted, as: UTF8.self))
    }

    @Test func linesAreWhatTheEncoderWrites() throws {
        let clips = clips(seed: 8, count: 200)
        let wanted = try clips.map { String(decoding: try CanonicalJSON.line($0), as: UTF8.self) + "\n" }.joined()
        #expect(String(decoding: ClipRows.lines(clips), as: UTF8.self) == wanted)
    }

    @Test func instantsAreWhatFoundationWrites() {
        var chance = SeededGenerator(seed: 9)
        let edges: [Double] = [
            0, -1, 951_782_399, 951_782_400, 951_868_800, -62_135_596_800, 253_402_300_799, 4_107_542_400,
        ]
        let some = (0..<2000).map { _ in Double.random(in: -60_000_000_000...250_000_000_000, using: &chance).rounded()
        }
        for seconds in edges + some {
            let date = Date(timeIntervalSince1970: seconds)
            #expect(UTCText.of(date) == date.formatted(.iso8601), "\(seconds)")
        }
    }
}
