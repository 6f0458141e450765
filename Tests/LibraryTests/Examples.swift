import Foundation
import Library
import Timing

/// Sidecars that tests share.
enum Example {
    static let hash = SHA256Hex(String(repeating: "3fa9", count: 16))!

    static func frame(_ number: Int) -> MediaTime { MediaTime(value: number, timescale: 30) }

    /// Every key has a value.
    static var full: Sidecar {
        Sidecar(
            id: ClipID(sha256: hash, jobID: "7B1E-42"),
            tool: .init(version: "1.2.0", ffmpeg: "7.1.1"),
            source: .init(
                file: "source.mp4", bytes: 20480, sha256: hash, originalName: "Füchse im Schnee 🦊.mp4",
                url: SourceURL("https://user:pass@cdn.example.com:8443/videos/fox.mp4?signature=secret#t=1"),
                fetchedAt: Date(timeIntervalSince1970: 1_780_000_000.75)),
            generation: .init(
                provider: "apiframe", jobId: "7B1E-42", model: "kling-3.0", prompt: "A fox,\n\"quick\"",
                promptWriter: "Mia Berg",
                params: [
                    "duration": .integer(5), "generate_audio": .bool(true), "cfg": .number(0.5),
                    "negative_prompt": .null, "tags": .array([.string("a/b"), .object([:])]),
                ],
                shots: [
                    .init(start: .zero, prompt: "wide"),
                    .init(start: MediaTime(value: 5, timescale: 2), prompt: "close"),
                ],
                credits: .init(expected: 290, charged: 290)),
            group: "Füchse", variant: "German", media: media,
            analysis: .init(
                loudness: .init(integratedLUFS: -16.2, truePeakDBTP: -1.1, rangeLU: 4.5),
                silence: [TimeRange(start: .zero, end: MediaTime(value: 24000, timescale: 48000))],
                black: [.init(startFrame: 0, endFrame: 3, start: .zero, end: frame(3))],
                frozen: [.init(startFrame: 140, endFrame: 150, start: frame(140), end: frame(150))],
                cadence: .init(effectiveFrameRate: Rational(24), distinctFrames: 120, heldFrames: 30),
                trueResolution: .init(width: 1280, height: 720, confidence: 0.8),
                damage: .init(decodeErrors: 1, damagedFrames: 2)),
            checks: [
                .init(
                    id: "video.resolution", status: .pass, expected: "1920x1080", actual: "1920x1080",
                    message: "The picture is 1920x1080, as ordered."),
                .init(
                    id: "audio.loudness", status: .notEvaluated, expected: nil, actual: nil,
                    message: "The spec names no loudness."),
            ],
            verdict: .warn,
            shots: [
                .init(
                    index: 1, startFrame: 0, endFrame: 75, start: .zero, end: frame(75), transition: .start,
                    confidence: 1, prompt: "wide", file: "shots/shot-01.mp4", method: .copy,
                    methodReason: "begins on an IDR picture", reencodedFrames: 0,
                    proof: .init(
                        passed: true, expectedFrames: 75, decodedFrames: 75, copiedPackets: 75, comparedFrames: 75,
                        identicalFrames: 75)),
                .init(
                    index: 2, startFrame: 75, endFrame: 150, start: frame(75), end: frame(150),
                    transition: .dissolve, transitionFrames: 70...80, confidence: 0.91, prompt: "close",
                    file: "shots/shot-02.mp4", method: .smart,
                    methodReason: "encoded again: 2 before the first IDR picture", reencodedFrames: 2,
                    proof: .init(
                        passed: true, verification: .ends, expectedFrames: 75, decodedFrames: 75, copiedPackets: 73,
                        comparedFrames: 14, identicalFrames: 12, minimumPSNR: 48.5,
                        reencoded: [.init(frame: 75, psnr: 48.5), .init(frame: 76, psnr: 49.5)])),
            ],
            outputs: [
                .init(
                    kind: .shot, file: "shots/shot-01.mp4", bytes: 9000, sha256: hash, width: 1920, height: 1080,
                    codec: "h264", frames: 75, duration: frame(75)),
                .init(kind: .report, file: "report.html", bytes: 812, sha256: hash),
            ],
            timings: ["decode": 1.25, "fetch": 0.5],
            recipe: .init(
                pipeline: "standard", proxies: ["720p"], spec: "kling-pro",
                presetsDigest: SHA256Hex(String(repeating: "9f86d081", count: 8))!))
    }

    static var media: Sidecar.Media {
        .init(
            container: .init(
                format: "mp4", formatName: "mov,mp4,m4a,3gp,3g2,mj2", bitRate: 8_000_000, faststart: true),
            duration: MediaTime(value: 5, timescale: 1),
            video: .init(
                codec: "h264", profile: "High", level: "4.1", width: 1920, height: 1080,
                sampleAspectRatio: Rational(1), rotation: 0, frameRate: Rational(30), variableFrameRate: false,
                frames: 150, pixelFormat: "yuv420p", bitDepth: 8,
                colour: .init(primaries: "bt709", transfer: "bt709", matrix: "bt709", range: "tv"),
                bitRate: 7_800_000, duration: MediaTime(value: 5, timescale: 1), startTime: .zero, keyframes: 3),
            audio: .init(
                codec: "aac", profile: "LC", sampleRate: 48000, channels: 2, layout: "stereo", bitRate: 192_000,
                duration: MediaTime(value: 240_000, timescale: 48000), startTime: .zero),
            provenance: .init(
                digitalSourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
                generator: "Kling AI",
                contentCredentials: .init(
                    bytes: 13_100,
                    manifests: [
                        .init(
                            label: "urn:c2pa:1", generator: "Maker 1.0", actions: ["c2pa.created"],
                            digitalSourceTypes: [
                                "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
                            ], assertions: ["c2pa.actions.v2", "c2pa.hash.bmff.v3"])
                    ]),
                markers: [
                    .init(
                        kind: .userData, place: "91ca60614aee38548614142d5f73f4ae", text: "kling-ai", names: .generator),
                    .init(kind: .tag, place: "encoder", text: "Lavf60.16.100", names: .encoder),
                ]))
    }

    /// Everything that can be unknown is.
    static var minimal: Sidecar {
        Sidecar(
            id: ClipID(sha256: hash),
            tool: .init(version: "1.2.0", ffmpeg: "7.1.1"),
            source: .init(
                file: "source.mp4", bytes: 1, sha256: hash, fetchedAt: Date(timeIntervalSince1970: 1_780_000_000)),
            media: .init(
                container: .init(format: "mp4", formatName: "mov,mp4"), duration: nil,
                video: .init(codec: "h264", width: 160, height: 90, frameRate: nil)),
            verdict: .warn,
            recipe: .init(pipeline: "fetch", proxies: [], spec: nil, presetsDigest: hash))
    }
}
