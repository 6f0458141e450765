internal import Foundation

@testable internal import Pipeline

/// A presets folder that lives as long as this value.
final class TemporaryPresets {
    let folder: String

    /// Holds `files`, by path in the folder.
    init(_ files: [String: String] = [:]) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "presets-\(UUID().uuidString)")
        folder = url.path
        for (path, text) in files {
            let file = url.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}

/// What reading `text` as a spec says is wrong, without the name of the file.
func complaint(about text: String, kind: PresetKind = .specs) -> String? {
    let text = PresetText(name: "own", file: "own.yaml", text: text)
    do {
        switch kind {
        case .specs: _ = try SpecPreset(reading: text)
        case .proxies: _ = try ProxyPreset(reading: text)
        case .pipelines: _ = try PipelinePreset(reading: text)
        case .pricing: break
        }
        return nil
    } catch {
        return error.description
    }
}
