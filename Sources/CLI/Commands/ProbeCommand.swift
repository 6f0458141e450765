internal import ArgumentParser
internal import Library
internal import Pipeline

struct ProbeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "What a file is: container, picture, sound, exact rates and lengths.",
        discussion: """
            Headers and packets are read; nothing is decoded.

            EXAMPLES:
              dailies probe clip.mp4
              dailies probe clip.mp4 --json | jq .video.frameRate
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The clip.", completion: .file()) var file: String

    func run() async throws {
        let media = try await common.work(on: file) { [file] in Sidecar.Media(try ClipWork($0).probe(file)) }
        if common.json { return try Result.printJSON(media) }
        for (name, value) in Self.rows(media) { Terminal.print("\(name.padded(to: 14))\(value)") }
    }

    private static func words(_ light: Sidecar.Light) -> String {
        var words: [String] = []
        if let display = light.masteringDisplay {
            let range = [display.minLuminance, display.maxLuminance].compactMap { $0.map { String(format: "%g", $0) } }
            words.append("graded on \(range.isEmpty ? "a display" : range.joined(separator: " to ") + " cd/m²")")
        }
        if let cll = light.maxCLL { words.append("MaxCLL \(cll)") }
        if let fall = light.maxFALL { words.append("MaxFALL \(fall)") }
        if let vision = light.dolbyVision { words.append("Dolby Vision profile \(vision.profile)") }
        return words.joined(separator: ", ")
    }

    private static func rows(_ media: Sidecar.Media) -> [(String, String)] {
        let video = media.video
        var rows = [
            ("container", media.container.format + (media.container.faststart == false ? ", index at the end" : "")),
            ("duration", media.duration.map { "\($0.clockText)" } ?? "unknown"),
            (
                "picture",
                "\(video.width)x\(video.height) \(video.codec)" + (video.profile.map { " \($0)" } ?? "")
                    + (video.level.map { " level \($0)" } ?? "")
            ),
            (
                "frames",
                "\(video.frames ?? 0) at \(video.frameRate.map(\.description) ?? "?")"
                    + (video.variableFrameRate ? ", variable" : "")
            ),
            (
                "pixels",
                "\(video.pixelFormat ?? "?"), \(video.bitDepth ?? 8) bits" + (video.alpha == true ? ", with alpha" : "")
            ),
            (
                "colour",
                [video.colour.primaries, video.colour.transfer, video.colour.matrix, video.colour.range]
                    .map { $0 ?? "?" }.joined(separator: " / ")
            ),
        ]
        if let light = video.light { rows.append(("light", Self.words(light))) }
        if video.rotation != 0 || video.mirrored == true {
            rows.append(
                ("rotation", "\(video.rotation) degrees clockwise" + (video.mirrored == true ? ", mirrored" : "")))
        }
        if let timecode = video.timecode { rows.append(("timecode", timecode)) }
        if let ratio = video.sampleAspectRatio, ratio.numerator != ratio.denominator {
            rows.append(("pixel shape", ratio.description))
        }
        if let audio = media.audio {
            rows.append(
                (
                    "sound",
                    "\(audio.codec) \(audio.sampleRate) Hz \(audio.layout ?? "\(audio.channels) channels")"
                        + (audio.duration.map { ", \($0.clockText)" } ?? "") + (audio.language.map { ", \($0)" } ?? "")
                ))
        } else {
            rows.append(("sound", "none"))
        }
        for track in media.subtitles ?? [] {
            rows.append(("subtitles", track.codec + (track.language.map { ", \($0)" } ?? "")))
        }
        return rows + ProvenanceWords.rows(media.provenance).map { ($0.name, $0.value) }
    }
}
