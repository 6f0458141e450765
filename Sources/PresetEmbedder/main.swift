// Writes a Swift file that holds every file under a presets folder, so that an installed program needs
// no folder beside it: PresetEmbedder PRESETS OUTPUT.swift
import Foundation

let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true).standardizedFileURL
let output = URL(fileURLWithPath: CommandLine.arguments[2])

let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".json") }.sorted()
var text = "/// Every file under presets/, by its path there. Written by PresetEmbedder.\n"
text += "enum BuiltInPresets {\n    static let files: [String: String] = [\n"
for name in names {
    let content = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    text += "        \(name.debugDescription): ####\"\"\"\n\(content)\n\"\"\"####,\n"
}
text += names.isEmpty ? "        :\n    ]\n}\n" : "    ]\n}\n"
try Data(text.utf8).write(to: output, options: .atomic)
