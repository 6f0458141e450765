internal import Foundation
internal import Library
internal import Media

extension Sidecar.Provenance {
    /// What a file says of where it comes from, by all of its marks.
    init(_ marks: ProvenanceMarks) {
        let credentials = marks.credentials.map(Sidecar.ContentCredentials.init)
        let label = GeneratedLabel(tags: marks.tags, xmp: marks.xmp)
        let fields = XMPFields(marks.xmp)
        let signed = marks.userData.compactMap { $0.text.flatMap(KnownMakers.generator) }.first
        let active = marks.credentials?.manifests.last
        let created = active?.actions.first { $0.name == "c2pa.created" && $0.sourceType != nil }
        let told = (created ?? active?.actions.first { $0.sourceType != nil })?.sourceType
        self.init(
            digitalSourceType: told.flatMap(DigitalSourceType.address) ?? fields.digitalSourceType
                ?? (label?.isGenerated == true || signed != nil ? DigitalSourceType.generated : nil),
            generator: signed ?? (told == nil ? nil : created?.agent ?? active?.generator) ?? fields.system
                ?? label?.producer,
            contentCredentials: credentials,
            markers: marks.userData.map(Sidecar.Marker.init) + (label.map { [$0.marker] } ?? []) + fields.markers
                + Self.encoders(marks.tags))
    }

    /// Tags that name a program.
    private static func encoders(_ tags: [String: String]) -> [Sidecar.Marker] {
        tags.sorted { $0.key < $1.key }.filter {
            ["encoder", "software", "encoding_tool"].contains($0.key.lowercased())
        }
        .map { Sidecar.Marker(kind: .tag, place: $0.key, text: String($0.value.prefix(160)), names: .encoder) }
    }
}

extension Sidecar.Marker {
    fileprivate init(_ message: UserData) {
        let names: Role? = message.text.flatMap {
            KnownMakers.generator($0) != nil ? .generator : KnownMakers.isEncoder($0) ? .encoder : nil
        }
        self.init(kind: .userData, place: message.uuid, text: message.text ?? "no text", names: names)
    }
}

extension Sidecar.ContentCredentials {
    fileprivate init(_ found: ContentCredentials) {
        self.init(
            bytes: found.bytes,
            manifests: found.manifests.map { manifest in
                Manifest(
                    label: manifest.label, generator: manifest.generator, actions: manifest.actions.map(\.name),
                    digitalSourceTypes: manifest.actions.compactMap(\.sourceType), assertions: manifest.assertions)
            },
            problem: found.problem)
    }
}
