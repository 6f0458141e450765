package import Foundation
package import Library

/// Clips as tables that spreadsheets and scripts read.
package enum ClipRows {
    private static let names = [
        "id", "name", "added", "verdict", "width", "height", "frameRate", "seconds", "shots", "bytes", "provider",
        "jobId",
        "model", "prompt", "group", "variant",
    ]

    /// Comma-separated values (RFC 4180), a row for each clip below a row of names.
    package static func csv(_ entries: [CatalogueEntry]) -> String {
        let rows = entries.map { entry in
            let head = [
                entry.id.text, entry.name.csvText, UTCText.of(entry.added), entry.verdict.rawValue,
                "\(entry.width)", "\(entry.height)", entry.frameRate?.description ?? "",
                entry.duration.map { "\($0.seconds)" } ?? "", "\(entry.shots)", "\(entry.bytes)",
            ]
            let order = [entry.provider, entry.jobId, entry.model, entry.prompt, entry.group, entry.variant]
            return (head + order.map { ($0 ?? "").csvText }).joined(separator: ",")
        }
        return ([names.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
    }

    /// JSON Lines of listed clips: one object a line.
    package static func lines(_ clips: [ListedClip]) -> Data {
        var text = JSONText()
        for clip in clips {
            clip.write(to: &text)
            text.endLine()
        }
        return text.data
    }

    /// One document, as ``CanonicalJSON`` has it.
    ///
    /// - Parameter total: how many there are, these included.
    package static func document(_ clips: [ListedClip], total: Int) -> Data {
        var text = JSONText(isIndented: true)
        text.begin("{")
        text.key("clips")
        text.begin("[")
        for clip in clips {
            text.element()
            clip.write(to: &text)
        }
        text.end("]")
        text.member("total", total)
        text.end("}")
        text.endLine()
        return text.data
    }

    /// JSON Lines: one object a line.
    package static func lines(_ values: [some Encodable]) throws -> Data {
        var lines = Data()
        for value in values { lines += try CanonicalJSON.line(value) + Data("\n".utf8) }
        return lines
    }
}
