internal import ArgumentParser

struct LibraryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "The stored clips.",
        discussion: """
            EXAMPLES:
              dailies library list --verdict fail --from 2026-11-01
              dailies library search fox snow
              dailies library show 3fa9
              dailies library export --format otio --group 'winter spot' > assembly.otio
              dailies library verify --repair
              dailies library costs --by month
              dailies library remove 3fa9
            """,
        subcommands: [
            List.self, Search.self, Show.self, Export.self, Verify.self, Remove.self, Restore.self, Rebuild.self,
            Use.self, Costs.self, Sheet.self, Report.self,
        ])
}
