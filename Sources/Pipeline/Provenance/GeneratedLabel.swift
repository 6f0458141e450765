internal import Foundation
internal import JSON
internal import Library

/// The label for generated content that China's GB 45438-2025 asks for: a JSON object under the key "AIGC", in a tag of
/// the container (TC260-PG-20257A, 6.1) or in its XMP.
struct GeneratedLabel {
    /// The tag that holds it.
    let place: String
    /// The object as JSON on one line.
    let text: String
    /// Whether it says that the content is generated: 1; 2 and 3 stand for "maybe".
    let isGenerated: Bool
    /// Who made the content, by a number or a name.
    let producer: String?

    /// The label among a file's tags or in its XMP; `nil` without one. Some writers put an object around it and choose
    /// another tag: Wan's clips have it under "artist".
    init?(tags: [String: String], xmp: String?) {
        let packed = xmp?.firstMatch(of: #/<TC260:AIGC>([^<]{2,4096})</#.matchingSemantics(.unicodeScalar)).map {
            ("TC260:AIGC", String($0.1).xmlPlain)
        }
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) + [packed].compactMap(\.self) {
            if let label = GeneratedLabel(place: key, value) {
                self = label
                return
            }
        }
        return nil
    }

    private init?(place: String, _ value: String) {
        guard value.utf8.count <= 4096, value.hasPrefix("{"),
            let found = try? CanonicalJSON.decode(JSONValue.self, from: Data(value.utf8)),
            case .object(let outer) = found
        else { return nil }
        let isNamed = ["AIGC", "TC260:AIGC"].contains(place.uppercased())
        guard case .object(let label)? = isNamed && outer["AIGC"] == nil ? found : outer["AIGC"], label["Label"] != nil,
            let line = try? CanonicalJSON.line(JSONValue.object(label))
        else { return nil }
        self.place = place
        text = String(decoding: line, as: UTF8.self)
        isGenerated = [.string("1"), .integer(1)].contains(label["Label"])
        if case .string(let name)? = label["ContentProducer"], !name.isEmpty { producer = name } else { producer = nil }
    }

    /// The label as a sidecar records it.
    var marker: Sidecar.Marker {
        Sidecar.Marker(kind: .label, place: place, text: text, names: isGenerated ? .generator : nil)
    }
}
