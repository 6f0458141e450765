internal import Timing

/// Shots as chapters, one after the other.
package enum Chapters {
    /// FFmpeg's metadata file, which `ffmpeg -i clip -i chapters.txt -map_metadata 1 -codec copy` puts into a clip.
    package static func ffmetadata(_ list: ShotList) -> String {
        var text = ";FFMETADATA1\n"
        for shot in list.shots {
            let base = shot.start.timeBase
            let end = shot.end.rescaled(to: base, rounding: .nearest) ?? shot.end
            text += "[CHAPTER]\nTIMEBASE=\(base)\nSTART=\(shot.start.ticks)\nEND=\(end.ticks)\n"
            text += "title=\(escaped(title(shot)))\n"
        }
        return text
    }

    /// W3C WebVTT, for `<track kind="chapters">`.
    package static func webVTT(_ list: ShotList) -> String {
        var text = "WEBVTT\n"
        for shot in list.shots {
            text += "\n\(shot.index)\n\(shot.start.webVTTText) --> \(shot.end.webVTTText)\n"
            // An angle bracket begins a tag in a cue, which also takes care of "-->".
            text += title(shot).escaping { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : $0 == ">" ? "&gt;" : nil } + "\n"
        }
        return text
    }

    /// "Shot 2: a door opens", on one line.
    package static func title(_ shot: Sidecar.Shot) -> String {
        shot.prompt.map { "Shot \(shot.index): \($0.onOneLine)" } ?? "Shot \(shot.index)"
    }

    /// `=`, `;`, `#` and `\` mean something in FFmpeg's metadata files.
    private static func escaped(_ text: String) -> String {
        text.escaping { "=;#\\".unicodeScalars.contains($0) ? "\\\($0)" : nil }
    }
}
