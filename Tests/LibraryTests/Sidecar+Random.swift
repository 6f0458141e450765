import Foundation
internal import JSON
import Library
import Support
import Timing

extension Sidecar {
    /// Any sidecar, with or without each thing that may be missing.
    static func random(_ generator: inout SeededGenerator) -> Sidecar {
        var make = Maker(generator: generator)
        defer { generator = make.generator }
        return make.sidecar()
    }
}

private struct Maker {
    var generator: SeededGenerator

    mutating func sidecar() -> Sidecar {
        let hash = hash()
        return Sidecar(
            id: ClipID(sha256: hash, jobID: perhaps { $0.text() }),
            tool: .init(version: "0.\(whole(99))", ffmpeg: "7.1"),
            source: .init(
                file: "source.mp4", bytes: whole(1 << 40), sha256: hash, originalName: perhaps { $0.text() },
                url: perhaps { SourceURL("https://cdn.example.com/\($0.whole(99)).mp4?key=\($0.whole(99))")! },
                fetchedAt: Date(timeIntervalSince1970: Double.random(in: 0...4e9, using: &generator))),
            generation: perhaps { $0.generation() }, group: perhaps { $0.text() }, variant: perhaps { $0.text() },
            media: media(), analysis: perhaps { $0.analysis() },
            checks: list { $0.check() }, verdict: .allCases.randomElement(using: &generator)!,
            shots: list { $0.shot() }, outputs: list { $0.output() },
            timings: ["decode": fraction(), "fetch": fraction()],
            recipe: .init(
                pipeline: "standard", proxies: list { $0.text() }, spec: perhaps { $0.text() }, presetsDigest: hash,
                requestDigest: perhaps { $0.hash() }))
    }

    private mutating func generation() -> Sidecar.Generation {
        .init(
            provider: text(), jobId: perhaps { $0.text() }, model: perhaps { $0.text() }, prompt: perhaps { $0.text() },
            promptWriter: perhaps { $0.text() }, params: ["a": json(depth: 3), text(): json(depth: 2)],
            shots: list { .init(start: $0.time(), prompt: $0.text()) },
            credits: .init(expected: perhaps { $0.whole(900) }, charged: perhaps { $0.whole(900) }))
    }

    private mutating func media() -> Sidecar.Media {
        .init(
            container: .init(
                format: "mp4", formatName: "mov,mp4", bitRate: perhaps { $0.whole(1 << 30) },
                faststart: perhaps { $0.coin() }),
            duration: perhaps { $0.time() },
            video: .init(
                codec: "hevc", profile: perhaps { $0.text() }, level: perhaps { $0.text() }, width: 1 + whole(8000),
                height: 1 + whole(8000), sampleAspectRatio: perhaps { $0.rate() }, rotation: 90 * whole(3),
                frameRate: perhaps { $0.rate() }, variableFrameRate: coin(), frames: perhaps { $0.whole(900) },
                pixelFormat: perhaps { $0.text() }, bitDepth: perhaps { 8 + $0.whole(8) },
                colour: .init(primaries: perhaps { $0.text() }, range: perhaps { $0.text() }),
                bitRate: perhaps { $0.whole(1 << 30) }, duration: perhaps { $0.time() },
                startTime: perhaps { $0.time() }, keyframes: perhaps { $0.whole(20) }),
            audio: perhaps {
                .init(codec: "aac", sampleRate: 1 + $0.whole(96000), channels: 2, layout: $0.perhaps { $0.text() })
            }, provenance: perhaps { $0.provenance() })
    }

    private mutating func provenance() -> Sidecar.Provenance {
        .init(
            digitalSourceType: perhaps { $0.text() }, generator: perhaps { $0.text() },
            contentCredentials: perhaps {
                .init(
                    bytes: $0.whole(1 << 20),
                    manifests: $0.list {
                        .init(
                            label: $0.text(), generator: $0.perhaps { $0.text() }, actions: $0.list { $0.text() },
                            digitalSourceTypes: $0.list { $0.text() }, assertions: $0.list { $0.text() })
                    }, problem: $0.perhaps { $0.text() })
            },
            markers: list {
                .init(
                    kind: .allCases.randomElement(using: &$0.generator)!, place: $0.text(), text: $0.text(),
                    names: $0.perhaps { .allCases.randomElement(using: &$0.generator)! })
            })
    }

    private mutating func analysis() -> Sidecar.Analysis {
        .init(
            loudness: perhaps {
                .init(
                    integratedLUFS: $0.perhaps { -70 * $0.fraction() }, truePeakDBTP: -.infinity,
                    rangeLU: $0.fraction())
            },
            silence: list { TimeRange(start: .zero, end: $0.time()) }, black: list { $0.span() },
            frozen: list { $0.span() },
            cadence: perhaps {
                .init(
                    effectiveFrameRate: $0.perhaps { $0.rate() }, distinctFrames: $0.whole(9), heldFrames: $0.whole(9))
            },
            trueResolution: perhaps { .init(width: 1 + $0.whole(99), height: 9, confidence: $0.fraction()) },
            damage: .init(decodeErrors: whole(3), missingFrames: whole(3)))
    }

    private mutating func check() -> Sidecar.Check {
        .init(
            id: text(), status: .allCases.randomElement(using: &generator)!, expected: perhaps { $0.text() },
            actual: perhaps { $0.text() }, message: text())
    }

    private mutating func shot() -> Sidecar.Shot {
        .init(
            index: 1 + whole(9), startFrame: whole(90), endFrame: 91 + whole(90), start: time(), end: time(),
            transition: .allCases.randomElement(using: &generator)!,
            transitionFrames: perhaps { $0.whole(9)...(10 + $0.whole(9)) }, confidence: fraction(),
            prompt: perhaps { $0.text() }, file: perhaps { $0.path() },
            method: perhaps { .allCases.randomElement(using: &$0.generator)! },
            methodReason: perhaps { $0.text() }, reencodedFrames: perhaps { $0.whole(9) },
            proof: perhaps {
                .init(
                    passed: $0.coin(), verification: .allCases.randomElement(using: &$0.generator)!,
                    expectedFrames: $0.whole(9), decodedFrames: $0.whole(9), copiedPackets: $0.whole(9),
                    comparedFrames: $0.whole(9), identicalFrames: $0.perhaps { $0.whole(9) },
                    minimumPSNR: $0.perhaps { $0.fraction() },
                    reencoded: $0.list { .init(frame: $0.whole(9), psnr: $0.perhaps { $0.fraction() }) })
            })
    }

    private mutating func output() -> Sidecar.Output {
        .init(
            kind: .proxy, file: path(), bytes: whole(1 << 40), sha256: hash(),
            width: perhaps { 1 + $0.whole(9) }, codec: perhaps { $0.text() }, duration: perhaps { $0.time() })
    }

    private mutating func span() -> Sidecar.FrameSpan {
        .init(startFrame: whole(9), endFrame: 10 + whole(9), start: time(), end: time())
    }

    private mutating func json(depth: Int) -> JSONValue {
        switch whole(depth > 0 ? 6 : 4) {
        case 0: .null
        case 1: .bool(coin())
        case 2: .integer(Int(bitPattern: UInt(generator.next())))
        case 3: .number(fraction() * 1e9)
        case 4: .string(text())
        case 5: .array(list { $0.json(depth: depth - 1) })
        default: .object([text(): json(depth: depth - 1)])
        }
    }

    private mutating func text() -> String {
        let letters: [Character] = ["a", "Z", "7", "ü", "🎬", "\"", "\\", "\n", " ", "\u{1}", "é", "日"]
        return "x" + String((0...whole(12)).map { _ in letters.randomElement(using: &generator)! })
    }

    private mutating func path() -> String { "made/ü 🎬 \(text().filter { $0 >= " " })" }

    private mutating func time() -> MediaTime {
        MediaTime(ticks: whole(1 << 40), timeBase: Rational(coin() ? 1001 : 1, 1 + whole(90000))!)
    }

    private mutating func hash() -> SHA256Hex {
        SHA256Hex((0..<64).map { _ in String(whole(15), radix: 16) }.joined())!
    }

    private mutating func rate() -> Rational { Rational(1 + whole(60000), 1 + whole(1001))! }
    private mutating func whole(_ most: Int) -> Int { Int.random(in: 0...most, using: &generator) }
    private mutating func fraction() -> Double { Double.random(in: 0..<1, using: &generator) }
    private mutating func coin() -> Bool { Bool.random(using: &generator) }

    private mutating func perhaps<T>(_ make: (inout Maker) -> T) -> T? { coin() ? make(&self) : nil }

    private mutating func list<T>(_ make: (inout Maker) -> T) -> [T] {
        (0..<whole(3)).map { _ in make(&self) }
    }
}
