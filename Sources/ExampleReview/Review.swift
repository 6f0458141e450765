// The example of the documentation: which clips of a folder are as ordered, and where their shots are.
//
//   swift run ExampleReview FOLDER LIBRARY [SPEC]

internal import DailiesKit
internal import Foundation

@main
enum Review {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard (2...3).contains(arguments.count) else {
            FileHandle.standardError.write(Data("usage: ExampleReview FOLDER LIBRARY [SPEC]\n".utf8))
            exit(2)
        }
        let folder = URL(filePath: arguments[0], directoryHint: .isDirectory)
        let library = URL(filePath: arguments[1], directoryHint: .isDirectory)
        var options = ProcessingOptions()
        options.spec = arguments.count > 2 ? arguments[2] : nil

        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "mp4" {
            do {
                try await review(ClipFile(file), library, options)
            } catch let error as ClipError where error.kind == .input {
                print("\(file.lastPathComponent): no clip (\(error))")
            }
        }
    }

    static func review(_ clip: ClipFile, _ library: URL, _ options: ProcessingOptions) async throws {
        let media = try await clip.probe()
        print("\(clip.url.lastPathComponent): \(media.width)x\(media.height), \(media.frames ?? 0) frames")
        let stored = try await clip.process(into: library, options)
        for check in stored.checks where check.status == .fail { print("  \(check.id): \(check.message)") }
        for shot in stored.shots {
            print("  shot \(shot.index): frames \(shot.frames), \(shot.file ?? "not cut")")
        }
        print("  \(stored.verdict.rawValue), in \(stored.folder.path)")
    }
}
