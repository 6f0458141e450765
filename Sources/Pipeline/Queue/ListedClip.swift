package import Foundation
package import Library

/// A clip of the catalogue as it is shown in a list.
package struct ListedClip: Encodable, Sendable, Equatable {
    package let id, name, verdict: String
    /// When it came into the library.
    package let added: Date
    /// The picture, in pixels; how many shots; the source and all that was made of it, in bytes.
    package let width, height, shots, bytes: Int
    /// Frames a second, as "30000/1001".
    package let frameRate: String?
    package let seconds: Double?
    package let model, prompt, group, variant: String?
    /// What in it answers a search.
    package private(set) var excerpt: String?

    package init(_ match: CatalogueMatch) {
        self.init(match.entry)
        excerpt = match.excerpt?.text
    }

    package init(_ entry: CatalogueEntry) {
        (id, name, verdict) = (entry.id.text, entry.name, entry.verdict.rawValue)
        (added, width, height) = (entry.added, entry.width, entry.height)
        (shots, bytes) = (entry.shots, entry.bytes)
        (frameRate, seconds) = (entry.frameRate?.description, entry.duration?.seconds)
        (model, prompt) = (entry.model, entry.prompt)
        (group, variant) = (entry.group, entry.variant)
    }

    /// Writes it as an object: the same as its encoding, keys in order.
    func write(to text: inout JSONText) {
        text.begin("{")
        text.member("added", UTCText.of(added))
        text.member("bytes", bytes)
        text.member("excerpt", excerpt)
        text.member("frameRate", frameRate)
        text.member("group", group)
        text.member("height", height)
        text.member("id", id)
        text.member("model", model)
        text.member("name", name)
        text.member("prompt", prompt)
        text.member("seconds", seconds)
        text.member("shots", shots)
        text.member("variant", variant)
        text.member("verdict", verdict)
        text.member("width", width)
        text.end("}")
    }
}
