// Writes a Swift file that holds every text file under a folder, so that an installed program needs no folder
// beside it: FileEmbedder FOLDER ENUM OUTPUT.swift ENDING…
import Foundation

let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true).standardizedFileURL
let name = CommandLine.arguments[2]
let output = URL(fileURLWithPath: CommandLine.arguments[3])
let endings = CommandLine.arguments[4...].map { ".\($0)" }

let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    .filter { path in endings.contains { path.hasSuffix($0) } }.sorted()
var text = "/// Every file under \(folder.lastPathComponent)/, by its path there. Written by FileEmbedder.\n"
text += "enum \(name) {\n    static let files: [String: String] = [\n"
for path in paths {
    let content = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    text += "        \(path.debugDescription): ####\"\"\"\n\(content)\n\"\"\"####,\n"
}
text += paths.isEmpty ? "        :\n    ]\n}\n" : "    ]\n}\n"
try Data(text.utf8).write(to: output, options: .atomic)
