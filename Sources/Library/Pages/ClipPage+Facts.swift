internal import Foundation
internal import JSON
internal import Timing

/// All that is known of a clip beside its shots and checks.
package enum ClipFacts {
    /// The facts in words, in the order in which they are shown.
    package static func all(of sidecar: Sidecar) -> [ClipPage.FactGroup] { ClipPage.FactGroup.all(of: sidecar) }
}

extension ClipPage.FactGroup {
    fileprivate static func all(of sidecar: Sidecar) -> [ClipPage.FactGroup] {
        [
            version(sidecar), picture(sidecar.media), sound(sidecar.media.audio), sidecar.generation.map(order),
            sidecar.analysis.map(measured), source(sidecar), origin(sidecar), work(sidecar),
        ].compactMap(\.self)
    }

    private init(_ title: String, _ rows: [(String, String?)]) {
        self.init(title: title, rows: rows.compactMap { row in row.1.map { ClipPage.Fact(name: row.0, value: $0) } })
    }

    private static func version(_ sidecar: Sidecar) -> Self? {
        guard sidecar.group != nil || sidecar.variant != nil else { return nil }
        return Self("Version", [("Of", sidecar.group), ("Variant", sidecar.variant)])
    }

    private static func picture(_ media: Sidecar.Media) -> Self {
        let video = media.video
        let colour = [video.colour.primaries, video.colour.transfer, video.colour.matrix, video.colour.range]
            .compactMap(\.self)
        return Self(
            "Picture",
            [
                ("Size", PageWords.size(video.width, video.height)),
                ("Rate", video.frameRate.map { "\(PageWords.rate($0))\(video.variableFrameRate ? ", varying" : "")" }),
                ("Frames", video.frames.map(String.init)),
                (
                    "Codec",
                    ([video.codec, video.profile, video.level.map { "level \($0)" }] as [String?])
                        .compactMap(\.self).joined(separator: ", ")
                ),
                ("Pixels", video.pixelFormat.map { video.alpha == true ? "\($0), with alpha" : $0 }),
                ("Colour", colour.isEmpty ? "not said" : colour.joined(separator: ", ")),
                ("Turned", video.rotation == 0 ? nil : "\(video.rotation)°"),
                ("Mirrored", video.mirrored == true ? "yes" : nil), ("Timecode", video.timecode),
                ("Bit rate", video.bitRate.map(rate)), ("Keyframes", video.keyframes.map(String.init)),
                (
                    "Subtitles",
                    media.subtitles.map { $0.map { $0.language ?? $0.codec }.joined(separator: ", ") }
                ),
            ])
    }

    private static func sound(_ audio: Sidecar.Audio?) -> Self {
        guard let audio else { return Self("Sound", [("Track", "none")]) }
        return Self(
            "Sound",
            [
                ("Codec", [audio.codec, audio.profile].compactMap(\.self).joined(separator: ", ")),
                ("Sampling", "\(PageWords.number(Double(audio.sampleRate) / 1000, 3)) kHz"),
                ("Channels", audio.layout ?? "\(audio.channels)"), ("Bit rate", audio.bitRate.map(rate)),
                ("Language", audio.language), ("Length", audio.duration.map { "\(PageWords.number($0.seconds, 3)) s" }),
            ])
    }

    private static func order(_ generation: Sidecar.Generation) -> Self {
        let params = generation.params.sorted { $0.key < $1.key }.compactMap { key, value -> (String, String?)? in
            key == "prompt" ? nil : (key, text(of: value))
        }
        return Self(
            "Order",
            [
                ("Provider", generation.provider), ("Model", generation.model), ("Job", generation.jobId),
                ("Price expected", generation.credits.expected.map { PageWords.count($0, "credit") }),
                ("Price charged", generation.credits.charged.map { PageWords.count($0, "credit") }),
            ] + params)
    }

    private static func measured(_ found: Sidecar.Analysis) -> Self {
        let loudness = found.loudness
        let frames = { (spans: [Sidecar.FrameSpan]) in
            spans.isEmpty ? "none" : PageWords.count(spans.reduce(0) { $0 + $1.endFrame - $1.startFrame }, "frame")
        }
        let damage = found.damage
        let broken = damage.decodeErrors + damage.damagedFrames + damage.missingFrames + damage.timestampErrors
        return Self(
            "Measured",
            [
                ("Loudness", loudness?.integratedLUFS.map { PageWords.level($0, "LUFS") }),
                ("True peak", loudness?.truePeakDBTP.map { PageWords.level($0, "dBTP") }),
                ("Loudness range", loudness?.rangeLU.map { "\(PageWords.number($0, 1)) LU" }),
                ("New pictures", found.cadence?.effectiveFrameRate.map { "\(PageWords.number($0.double)) a second" }),
                ("True size", found.trueResolution.map { PageWords.size($0.width, $0.height) }),
                ("Black", frames(found.black)), ("Frozen", frames(found.frozen)),
                ("Damage", broken == 0 ? "none" : PageWords.count(broken, "place")),
            ])
    }

    private static func source(_ sidecar: Sidecar) -> Self {
        Self(
            "Source",
            [
                ("Name", sidecar.source.originalName), ("File", sidecar.source.file),
                ("Bytes", sidecar.source.bytes.formatted(.number.grouping(.automatic))),
                ("Container", sidecar.media.container.format), ("Fetched", PageWords.date(sidecar.source.fetchedAt)),
                ("From", sidecar.source.url?.text), ("SHA-256", sidecar.source.sha256.text),
            ])
    }

    /// `nil` for a clip that says nothing of itself.
    private static func origin(_ sidecar: Sidecar) -> Self? {
        let marks = GenerationMarks(sidecar.generation, sidecar.media.provenance)
        let known: [(String, String?)] = [
            ("IPTC source type", marks?.digitalSourceType.split(separator: "/").last.map(String.init)),
            ("Prompt written by", marks?.promptWriter),
        ]
        let group = Self(
            "Origin",
            known
                + ProvenanceWords.rows(sidecar.media.provenance).map {
                    ($0.name.prefix(1).uppercased() + $0.name.dropFirst(), $0.value)
                })
        return group.rows.isEmpty ? nil : group
    }

    private static func work(_ sidecar: Sidecar) -> Self {
        let total = sidecar.timings.steps.reduce(0) { $0 + (sidecar.timings[$1] ?? 0) }
        return Self(
            "Processing",
            [
                ("Pipeline", sidecar.recipe.pipeline), ("Spec", sidecar.recipe.spec),
                ("Time", "\(PageWords.number(total)) s"),
            ])
    }

    private static func rate(_ bits: Int) -> String { "\(PageWords.number(Double(bits) / 1e6)) Mbit/s" }

    private static func text(of value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .bool(let isTrue): isTrue ? "yes" : "no"
        case .null: "none"
        case .number, .array, .object:
            (try? CanonicalJSON.encode(value)).map { String(decoding: $0, as: UTF8.self).onOneLine } ?? ""
        }
    }
}
