internal import Library

/// IPTC's fields for generated media in an XMP packet, as attributes or as elements.
struct XMPFields {
    /// An address of IPTC's list.
    let digitalSourceType: String?
    /// What generated the clip.
    let system: String?
    /// All that were found.
    let markers: [Sidecar.Marker]

    private static let names = [
        "DigitalSourceType", "AISystemUsed", "AISystemVersionUsed", "AIPromptInformation", "AIPromptWriterName",
    ]

    init(_ packet: String?) {
        var found: [String: String] = [:]
        let pattern = #/Iptc4xmpExt:(\w+)(?:="([^"]{1,2000})"|>([^<]{1,2000})<)/#.matchingSemantics(.unicodeScalar)
        for match in (packet ?? "").matches(of: pattern) where Self.names.contains(String(match.1)) {
            // What follows a closing tag looks the same, and says nothing.
            let value = String(match.2 ?? match.3 ?? "").xmlPlain
            if !value.allSatisfy(\.isWhitespace), found[String(match.1)] == nil { found[String(match.1)] = value }
        }
        digitalSourceType = found["DigitalSourceType"].flatMap(DigitalSourceType.address)
        system = found["AISystemUsed"].map { system in
            [system, found["AISystemVersionUsed"]].compactMap(\.self).joined(separator: " ")
        }
        markers = Self.names.compactMap { name in
            found[name].map { value in
                let names: Sidecar.Marker.Role? = name == "AISystemUsed" ? .generator : nil
                return Sidecar.Marker(kind: .xmp, place: name, text: String(value.prefix(160)), names: names)
            }
        }
    }
}

extension String {
    /// The characters that XML's own references stand for.
    var xmlPlain: String {
        let names = [
            "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&apos;": "'", "&#39;": "'", "&#9;": "\t", "&#10;": "\n",
            "&#13;": "\r", "&amp;": "&",
        ]
        // By scalars: a mark that follows the semicolon would be one character with it.
        return replacing(#/&#?[a-z0-9]{2,4};/#.matchingSemantics(.unicodeScalar)) {
            names[String($0.0)] ?? String($0.0)
        }
    }
}
