internal import Foundation
internal import Library
internal import Pipeline

/// A job as it is printed: what is on record, and what became of its clips.
struct JobReport: Encodable {
    let job: String?
    let key: String?
    /// The provider's word, or "UNANSWERED" for a request of which nothing more is known.
    let status: String?
    let model: String?
    let progress: Int?
    let submittedAt: Date?
    let expectedCredits: Int?
    let chargedCredits: Int?
    let error: String?
    /// Ids of stored clips.
    let stored: [String]
    /// What this run made of them.
    let clips: [ProcessReport.Clip]?

    /// What is on record, and what was delivered.
    init(_ ticket: JobTicket, _ delivered: [Processed]? = nil) {
        self.init(ticket, job: nil, delivered)
    }

    /// What the provider says now, beside what is on record.
    init(_ ticket: JobTicket?, job: ProviderJob?, _ delivered: [Processed]? = nil) {
        self.job = job?.id ?? ticket?.jobId
        key = ticket?.key
        status = job?.word ?? ticket?.status ?? "UNANSWERED"
        var asked: String?
        if case .object(let body)? = ticket?.request, case .string(let name)? = body["model"] { asked = name }
        model = job?.model ?? asked
        progress = job?.progress
        submittedAt = ticket?.sentAt
        expectedCredits = ticket?.expectedCredits
        chargedCredits = job?.credits ?? ticket?.chargedCredits
        error = job?.reason ?? ticket?.error
        stored = delivered?.map(\.sidecar.id.text) ?? ticket?.clips ?? []
        let name = self.job ?? ""
        clips = delivered?.map { ProcessReport.Clip(name, $0) }
    }

    /// Prints the report, and ends the program with 1 when a clip failed its spec.
    func end(isJSON: Bool) throws {
        if isJSON { try Result.printJSON(self) } else { print() }
        if clips?.contains(where: { $0.failedSpec }) == true { throw Exit(code: ExitCode.failedSpec.rawValue) }
    }

    private func print() {
        if let clips {
            for clip in clips { clip.print() }
            let charged = chargedCredits.map { "\($0) credits charged" }
            let expected = expectedCredits.map { "\($0) expected" }
            let credits = [charged, expected].compactMap { $0 }.joined(separator: ", ")
            if !credits.isEmpty { Terminal.print(Terminal.dim("      \(credits)")) }
            return
        }
        func row(_ name: String, _ value: String?) {
            if let value { Terminal.print(name.padded(to: 12) + value.shortened(to: 200)) }
        }
        row("job", job)
        row("request", key)
        row("state", status.map { $0.lowercased() + (progress.map { " \($0) %" } ?? "") })
        row("model", model)
        row("submitted", submittedAt?.ISO8601Format())
        row(
            "credits",
            [chargedCredits.map { "\($0) charged" }, expectedCredits.map { "\($0) expected" }]
                .compactMap { $0 }.joined(separator: ", "))
        row("error", error)
        row("clips", stored.isEmpty ? nil : stored.joined(separator: " "))
    }
}
