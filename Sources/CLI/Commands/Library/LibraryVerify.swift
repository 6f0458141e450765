internal import ArgumentParser
internal import Foundation
internal import JSON
internal import Library
internal import Pipeline

extension LibraryCommand {
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare every stored file with its sidecar, and every sidecar with its schema.",
            discussion: """
                Tells of files that are missing, changed or not listed, of sidecars that are not
                as the schema says, and of a catalogue that says something else; and of files
                that could not be made of a damaged source, which is no damage to the library.
                With --repair, what was made of a clip is made again from its source by the same
                recipe, with what could not be made before; files that no sidecar lists go to
                the trash.

                EXAMPLES:
                  dailies library verify
                  dailies library verify 3fa9 --json
                  dailies library verify --repair

                EXIT CODES:
                  0 all is whole, or was made whole; 3 something is not.
                """)
        @OptionGroup var common: CommonOptions
        @OptionGroup var library: LibraryOption
        @OptionGroup var presets: PresetsOption
        @Flag(help: "Make again what is missing or damaged, from the source.") var repair = false
        @Argument(help: "Clips, by id or its beginning; all unless told.") var ids: [String] = []

        private struct Verified: Encodable {
            let id: String
            var findings: [String]
            /// Only where something was to be repaired.
            var repaired: Bool?
            var error: String?
            /// What could not be made is no damage, and only told.
            var isDamaged = false
            var isWhole: Bool { !isDamaged || repaired == true }

            private enum CodingKeys: String, CodingKey { case id, findings, repaired, error }
        }

        private struct Document: Encodable {
            let clips: [Verified]
            /// What is wrong with the library as a whole.
            let library: [String]
        }

        func run() async throws {
            let store = ClipStore(root: library.folder)
            // What a run that died left half done is no damage.
            _ = try? store.sweep()
            let chosen = try ids.isEmpty ? store.ids() : ids.map { try store.resolve($0) }
            let presets = try presets.load()
            let (trap, board) = (SignalTrap(), ProgressBoard(common.progress))
            let schema = try JSONSchema.ofSidecars()
            var results: [Verified] = []
            for (number, id) in chosen.enumerated() {
                try trap.stop.check()
                board.show(0, CountMeter("verify", of: chosen.count)) { $0.take(number) }
                guard let findings = try look(at: id, store, schema) else { continue }
                var result = Verified(
                    id: id.text, findings: findings.map(\.description), isDamaged: findings.contains(where: \.isDamage))
                if repair, !findings.isEmpty {
                    try await make(whole: id, findings, presets, trap, &result)
                    guard store.contains(id) else { continue }
                }
                if !common.json { board.hidden { print(result) } }
                results.append(result)
            }
            board.remove(0)
            let wrong = ids.isEmpty ? try wholeLibrary(store) : []
            if common.json { try Result.printJSON(Document(clips: results, library: wrong)) }
            if !wrong.isEmpty || results.contains(where: { !$0.isWhole }) { throw Exit(code: ExitCode.input.rawValue) }
        }

        /// What is wrong with a clip; `nil` for one that was removed since, which is not wrong.
        private func look(at id: ClipID, _ store: ClipStore, _ schema: JSONSchema) throws -> [ClipFinding]? {
            do { return try store.verify(id, against: schema) } catch LibraryError.notFound { return nil }
        }

        private func make(
            whole id: ClipID, _ findings: [ClipFinding], _ presets: PresetLibrary, _ trap: SignalTrap,
            _ result: inout Verified
        ) async throws {
            do {
                let folder = library.folder
                let left = try await common.work(on: id.text, trap) {
                    // Made anew in the work's thread: a schema's patterns belong to one.
                    try RepairJob(library: folder, presets: presets, schema: JSONSchema.ofSidecars(), $0)
                        .run(id, findings)
                }
                result.repaired = left.isEmpty || result.isDamaged && !left.contains(where: \.isDamage)
                if !left.isEmpty { result.findings = left.map(\.description) }
            } catch let error as StopFlag.Stopped {
                throw error
            } catch {
                result.repaired = false
                result.error = "\(error)"
            }
        }

        private func print(_ result: Verified) {
            let word =
                result.repaired == true
                ? Terminal.yellow("repaired") : result.isDamaged ? Terminal.red("damaged") : Terminal.green("whole")
            Terminal.print("\(result.id)  \(word)")
            for finding in result.findings { Terminal.print("  \(finding)") }
            if let error = result.error { Terminal.print("  cannot be repaired: \(error)") }
        }

        /// What is wrong beside the clips: names that are none, and a catalogue that is wrong, which a repair rebuilds.
        private func wholeLibrary(_ store: ClipStore) throws -> [String] {
            var wrong = try store.strangers().map { "clips/\($0) is no clip" }
            let catalogue = Catalogue(of: store)
            let entries = try catalogue.wrongEntries()
            if !entries.isEmpty, repair {
                try catalogue.rebuild()
                if !common.json { Terminal.print("the catalogue was made again") }
            } else if let first = entries.first {
                wrong.append(
                    "the catalogue is wrong about \(entries.count) clip\(entries.count == 1 ? "" : "s"), \(first) among "
                        + "them; run dailies library rebuild")
            }
            if !common.json { for line in wrong { Terminal.print(line) } }
            return wrong
        }
    }
}
