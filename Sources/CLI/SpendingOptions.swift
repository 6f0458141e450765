internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// What may be spent.
struct SpendingOptions: ParsableArguments {
    @Option(help: "Send nothing that costs more, or whose price is not known; requests never answered are counted.")
    var maxCredits: Int?
    @Option(
        help: """
            What the library may spend, over all runs at once: day=CREDITS, month=CREDITS (both in UTC) and \
            group:NAME=CREDITS, parted by commas or repeated; else the environment's DAILIES_BUDGET, else 'budget' in \
            the file that DAILIES_SETTINGS names.
            """)
    var budget: [String] = []

    func validate() throws {
        if let maxCredits, maxCredits < 0 { throw ValidationError("--max-credits takes a number from 0.") }
        do { _ = try Budget(reading: budget) } catch { throw ValidationError("--\(error)") }
    }

    // Inlined into a function that is async, this crashes the optimiser of Swift 6.3.1 while it splits that one.
    /// What was asked. Throws ``UsageError`` or ``PresetError`` for a setting that cannot be read.
    @inline(never)
    func spending(_ poll: PollPolicy) throws -> Spending {
        Spending(maxCredits: maxCredits, budget: try Budget(reading: try texts()), poll: poll) { job in
            Terminal.error("waiting for what job \(job) is charged, before the next is sent")
        }
    }

    private func texts() throws -> [String] {
        if !budget.isEmpty { return budget }
        let environment = ProcessInfo.processInfo.environment
        if let text = environment["DAILIES_BUDGET"], !text.isEmpty { return [text] }
        guard let file = environment["DAILIES_SETTINGS"], !file.isEmpty else { return [] }
        return try SettingsFile(contentsOf: file, known: Setting.kinds).values["budget"] ?? []
    }
}
