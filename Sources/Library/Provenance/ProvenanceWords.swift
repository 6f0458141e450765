/// What is known of a clip's origin, for people.
package enum ProvenanceWords {
    /// A name and a value for each thing; empty where nothing is known.
    package static func rows(_ found: Sidecar.Provenance?) -> [(name: String, value: String)] {
        guard let found else { return [] }
        var rows: [(String, String)] = []
        if let type = found.digitalSourceType {
            let name = type.split(separator: "/").last.map(String.init) ?? type
            rows.append(("marked as", name + (found.generator.map { " by \($0)" } ?? "")))
        }
        if let credentials = found.contentCredentials { rows.append(("C2PA", words(credentials))) }
        rows += found.markers.map { (name(of: $0), $0.text) }
        return rows
    }

    private static func words(_ credentials: Sidecar.ContentCredentials) -> String {
        if let problem = credentials.problem { return "a manifest store that cannot be read: \(problem)" }
        let count = credentials.manifests.count
        let by = credentials.manifests.last?.generator.map { " by \($0)" } ?? ""
        return "\(count == 1 ? "a manifest" : "\(count) manifests")\(by), not verified"
    }

    private static func name(of marker: Sidecar.Marker) -> String {
        switch (marker.kind, marker.names) {
        case (.label, _): "AIGC label"
        case (_, .encoder): "encoder"
        case (_, .generator): "generator"
        case (.userData, nil): "user data"
        case (.tag, nil), (.xmp, nil): marker.place
        }
    }
}
