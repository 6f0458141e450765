internal import ArgumentParser
internal import Foundation
internal import Pipeline

extension LibraryCommand {
    struct Sheet: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A contact sheet of a group: the same shot of each version side by side.",
            discussion: """
                EXAMPLES:
                  dailies library sheet --group 'winter spot' --output versions.jpg
                """)
        @Option(help: "The piece of work.") var group: String
        @Option(name: .shortAndLong, help: "The picture, a JPEG.", completion: .file()) var output: String
        @Option(help: "How wide a still is at most, in pixels.") var stillWidth = 400
        @OptionGroup var common: CommonOptions
        @OptionGroup var library: LibraryOption

        func validate() throws {
            guard (16...1920).contains(stillWidth) else {
                throw ValidationError("--still-width takes a number from 16 to 1920.")
            }
        }

        private struct Written: Encodable { let file: String; let width, height, versions, shots: Int }

        func run() async throws {
            let (folder, group, width) = (library.folder, group, stillWidth)
            let made = try await common.work(on: output) { [output] runner in
                let made = try GroupSheet(library: folder).make(group, cellWidth: width)
                try ClipWork(runner).write(made.jpeg, to: URL(fileURLWithPath: output))
                return made
            }
            if made.versions < made.allVersions || made.shots < made.allShots {
                Terminal.error(
                    "the first \(made.versions) of \(made.allVersions) versions and \(made.shots) of \(made.allShots) "
                        + "shots; a page holds no more")
            }
            if common.json {
                return try Result.printJSON(
                    Written(
                        file: output, width: made.size.width, height: made.size.height, versions: made.versions,
                        shots: made.shots))
            }
            Terminal.print("\(output): \(made.versions) versions, \(made.shots) shots")
        }
    }
}
