internal import ArgumentParser
internal import Foundation
internal import Library
internal import Pipeline
internal import Timing

extension LibraryCommand {
    struct Export: AsyncParsableCommand {
        /// What clips are written as.
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case csv, jsonl, otio, fcpxml, edl

            /// Whether it is one timeline over all clips, and not a table of them.
            var isTimeline: Bool { self != .csv && self != .jsonl }
        }

        static let configuration = CommandConfiguration(
            abstract: "Write many clips as a table, or as one timeline for an assembly edit.",
            discussion: """
                A table (csv, or jsonl with one object a line) has the newest first. A timeline
                (otio, fcpxml, edl) has the shots of one clip after the other, the oldest clip
                first; clips that are named by their ids stand in the order in which they are
                named. Clips of other frame rates are laid on the timeline's by time.

                EXAMPLES:
                  dailies library export --format csv > clips.csv
                  dailies library export --format jsonl --sidecars --verdict pass > clips.jsonl
                  dailies library export --format otio --group 'winter spot' --output assembly.otio
                  dailies library export --format edl 3fa9 7b1e > two.edl
                """)
        @Option(
            help: """
                csv, jsonl (JSON Lines), otio (OpenTimelineIO), fcpxml (Final Cut Pro, DaVinci Resolve), edl (CMX 3600).
                """) var format: Format = .csv
        @Flag(help: "With jsonl: whole sidecars.") var sidecars = false
        @Flag(help: "In a timeline, one event for each clip instead of each shot.") var wholeClips = false
        @Option(help: "The timeline's frames a second; else those of the first clip.") var fps: String?
        @Option(help: "What the timeline is called; else as the group, or 'assembly'.") var name: String?
        @Option(name: .shortAndLong, help: "Write to this file; else to standard output.", completion: .file())
        var output: String?
        @OptionGroup var common: CommonOptions
        @OptionGroup var library: LibraryOption
        @OptionGroup var clips: ChosenClips

        func validate() throws {
            if !format.isTimeline, fps != nil || name != nil || wholeClips {
                throw ValidationError("--fps, --name and --whole-clips are of timelines: --format otio, fcpxml or edl.")
            }
            if sidecars, format != .jsonl { throw ValidationError("--sidecars goes with --format jsonl.") }
            if let fps, Rational(typed: fps) == nil {
                throw ValidationError("--fps takes a frame rate like 24 or 30000/1001, not '\(fps)'.")
            }
        }

        func run() async throws {
            let store = ClipStore(root: library.folder)
            let chosen = try clips.entries(in: store, isOldestFirst: format.isTimeline)
            let document = try document(of: chosen, store)
            guard let output else {
                Result.print(document)
                return
            }
            try await common.work(on: output) { try ClipWork($0).write(document, to: URL(fileURLWithPath: output)) }
            struct Written: Encodable { let file: String; let clips: Int }
            if common.json { return try Result.printJSON(Written(file: output, clips: chosen.count)) }
            Terminal.print("\(output): \(chosen.count) clip\(chosen.count == 1 ? "" : "s")")
        }

        private func document(of entries: [CatalogueEntry], _ store: ClipStore) throws -> Data {
            let sidecars = { try entries.map { try store.sidecar(for: $0.id) } }
            let timeline = { () throws -> Timeline in
                let clips = try sidecars()
                guard !clips.isEmpty else { throw UsageError("no such clips in \(library.folder.relativePath)") }
                return Timeline(
                    of: clips, in: store, name: name ?? self.clips.filter.group ?? "assembly",
                    rate: fps.flatMap { Rational(typed: $0) }, byShot: !wholeClips)
            }
            switch format {
            case .csv: return Data(ClipRows.csv(entries).utf8)
            case .jsonl where self.sidecars: return try ClipRows.lines(sidecars())
            case .jsonl: return ClipRows.lines(entries.map { ListedClip($0) })
            case .otio: return try OpenTimeline.json(timeline())
            case .fcpxml: return Data(FinalCutXML.text(try timeline()).utf8)
            case .edl: return Data(EditDecisionList.text(try timeline()).utf8)
            }
        }
    }
}
