internal import Foundation

/// The presets that there are: those built into the program, and over them those of a folder that is laid out
/// the same way.
///
/// Presets are read when they are asked for, so that a mistake in one does not keep the others from being used.
package struct PresetLibrary: Sendable {
    /// The folder whose files go before the built-in ones.
    package let folder: String?

    /// Built-in presets, and over them those of `folder`, which has to exist.
    package init(folder: String? = nil) throws(PresetError) {
        self.folder = folder
        guard let folder else { return }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .unreadable(file: folder, reason: "there is no such presets folder")
        }
    }

    /// The folder that `--presets` names, else `DAILIES_PRESETS`, else built-in presets only.
    package init(option: String?, environment: [String: String]) throws(PresetError) {
        let variable = environment["DAILIES_PRESETS"].flatMap { $0.isEmpty ? nil : $0 }
        try self.init(folder: option ?? variable)
    }

    /// What a clip has to be, by the name of a preset or the path of a file.
    package func spec(_ nameOrFile: String) throws(PresetError) -> SpecPreset {
        try SpecPreset(reading: text(of: .specs, nameOrFile))
    }

    /// What generations cost, by the name of a preset or the path of a file.
    package func prices(_ nameOrFile: String = "apiframe") throws(PresetError) -> PriceList {
        try PriceList(reading: text(of: .pricing, nameOrFile))
    }

    /// A kind of proxy, by the name of a preset or the path of a file.
    package func proxy(_ nameOrFile: String) throws(PresetError) -> ProxyPreset {
        try ProxyPreset(reading: text(of: .proxies, nameOrFile))
    }

    /// Which outputs a run makes, by the name of a preset or the path of a file. Also reads the proxies that it
    /// names, so that a run does not start with one that is missing.
    package func pipeline(_ nameOrFile: String) throws(PresetError) -> PipelinePreset {
        let preset = try PipelinePreset(reading: text(of: .pipelines, nameOrFile))
        for name in preset.proxies { _ = try proxy(name) }
        return preset
    }

    /// The names of all presets of a kind, sorted.
    package func names(of kind: PresetKind) -> [String] {
        let builtIn = BuiltInPresets.files.keys.filter { $0.hasPrefix("\(kind.rawValue)/") }
            .map { String($0.dropFirst(kind.rawValue.count + 1)) }
        let own = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: "\($0)/\(kind.rawValue)") }
        let files = Set(builtIn).union(own ?? []).filter { $0.hasSuffix(".yaml") }
        return files.map { String($0.dropLast(".yaml".count)) }.filter(isName).sorted()
    }

    /// The JSON Schema of a document that the program writes, such as "clip" or "check".
    package static func schema(_ name: String) -> String? { BuiltInPresets.files["schema/\(name).schema.json"] }

    /// The description of the service's interface for programs, OpenAPI 3.1.
    package static var openAPI: String? { BuiltInPresets.files["schema/service.openapi.json"] }

    /// The text of a preset, by name or by file.
    package func text(of kind: PresetKind, _ nameOrFile: String) throws(PresetError) -> PresetText {
        if nameOrFile.contains("/") || nameOrFile.hasSuffix(".yaml") || nameOrFile.hasSuffix(".yml") {
            let name = URL(fileURLWithPath: nameOrFile).deletingPathExtension().lastPathComponent
            return try PresetText(name: name, contentsOf: nameOrFile)
        }
        guard isName(nameOrFile) else { throw unknown(kind, nameOrFile) }
        let path = "\(kind.rawValue)/\(nameOrFile).yaml"
        if let folder, FileManager.default.fileExists(atPath: "\(folder)/\(path)") {
            return try PresetText(name: nameOrFile, contentsOf: "\(folder)/\(path)")
        }
        guard let builtIn = BuiltInPresets.files[path] else { throw unknown(kind, nameOrFile) }
        return PresetText(name: nameOrFile, file: "presets/\(path)", text: builtIn)
    }

    private func unknown(_ kind: PresetKind, _ name: String) -> PresetError {
        .unknown(kind: kind, name: name, available: names(of: kind))
    }
}

/// Letters, digits, dots, dashes and underscores, beginning with a letter or digit: nothing that leads out of
/// the folder.
private func isName(_ text: String) -> Bool {
    func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    guard let first = text.utf8.first, isLetterOrDigit(first), text.utf8.count <= 64 else { return false }
    return text.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
}
