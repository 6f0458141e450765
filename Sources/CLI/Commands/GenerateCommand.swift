internal import Apiframe
internal import ArgumentParser
internal import Foundation
internal import JSON
internal import Library
internal import Pipeline

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "From a prompt to a stored clip: submit, wait, fetch, process.",
        discussion: """
            The price is shown before anything is spent. A request is on record, in the
            library's jobs folder, before it is sent: when the program or the machine dies,
            the same command goes on with the same job, and nothing is paid for twice.
            Ctrl-C leaves the job running and says how to go on.

            --batch takes one request a line: JSON Lines, each as the API takes it or laid
            out flat, or CSV with any of the columns model, prompt, shots ("0:wide | 5:close"),
            duration, mode, aspect, audio, negative_prompt, start_image, end_image. Options
            fill in what a line leaves out. Given again, it goes on where it was: no line is
            submitted twice, also when lines were added, moved or mended. --round 2 buys all
            lines anew.

            --max-credits is for one run, --budget for the library: day=2000,month=30000 or
            group:NAME=5000, whatever runs at once. What was charged counts, and until that is
            known the price; a request that was never answered counts too. Under either, the
            first job of a kind goes alone, and others wait until its charge is known.
            A job that is charged more than was quoted ends the submits: given again, the
            command quotes what was charged.

            EXAMPLES:
              dailies generate --prompt "a fox in the snow" --dry-run
              dailies generate --prompt "a fox in the snow" --mode 4k --duration 10
              dailies generate --shot "0:wide shot of a street" --shot "5:close-up" \\
                --duration 10 --max-credits 600
              dailies generate --prompt "a fox" --no-wait --webhook https://example.com/hook
              dailies generate --model veo-3 --prompt "a fox" --params veo.json
              dailies generate --batch prompts.csv --concurrency 4 --max-credits 5000
              dailies generate --batch prompts.csv --budget day=2000,month=30000

            EXIT CODES:
              0 done, 1 done but a clip failed its spec, 2 wrong command line or preset, 3 what
              came is no clip, 4 the API or the network, 5 output, 130 and 143 stopped by a
              signal.
            """)

    @OptionGroup(title: "The clip") var request: RequestOptions
    @Flag(help: "Print the body and the price, and send nothing; needs no key.") var dryRun = false
    @Flag(name: .customLong("no-wait"), help: "Submit, print the job's id, and leave.") var noWait = false
    @Option(help: "Submit every line of this file.", completion: .file()) var batch: String?
    @Option(help: "How many jobs of a batch run at once; plans allow 2 and more.") var concurrency = 2
    @Option(help: "Buys a batch anew: its lines are submitted once in each round.") var round = 1
    @OptionGroup(title: "The money") var money: SpendingOptions
    @OptionGroup var common: CommonOptions
    @OptionGroup var library: LibraryOption
    @OptionGroup var presets: PresetsOption
    @OptionGroup(title: "Processing") var processing: ProcessingOptions
    @OptionGroup(title: "Version") var version: VersionOptions
    @OptionGroup(title: "The API") var api: APIOptions
    @OptionGroup(title: "Waiting") var waiting: WaitOptions
    @OptionGroup(title: "Fetching") var fetching: FetchOptions

    func validate() throws {
        guard (1...500).contains(concurrency) else {
            throw ValidationError("--concurrency takes a number from 1 to 500.")
        }
        guard round >= 1 else { throw ValidationError("--round takes a number from 1.") }
        if batch == nil, round != 1 { throw ValidationError("--round goes with --batch.") }
    }

    func run() async throws {
        let presets = try presets.load()
        if let batch { return try await run(batch: batch, presets) }
        let request = try request.draft().request()
        let prices = try presets.prices()
        guard !dryRun else { return try printDry(request, prices) }
        let work = try work(for: [request], presets)
        let claim = try claim(request, work, prices)
        let (submitted, delivered) = try await work.untilStopped(claim.ticket) {
            let submitted = try await work.desk.submit(claim)
            guard let id = submitted.jobId, !noWait else { return (submitted, [Processed]?.none) }
            Terminal.error("job \(id) is submitted")
            let job = try await work.wait(for: id, submitted, waiting.policy)
            return (submitted, try await work.delivery.deliver(job, submitted))
        }
        work.tellOfHighCharges()
        try end((try? work.desk.ledger.ticket(submitted.key)) ?? submitted, delivered, work)
    }

    /// What requests are submitted with, once each of them can be judged by what is asked of its clip.
    func work(for requests: [GenerationRequest], _ presets: PresetLibrary) throws -> JobWork {
        var options = processing.options(library.folder, presets)
        version.label(&options)
        for request in requests { try options.check(for: request) }
        return try JobWork(
            common, api, fetching, library: library, options, spending: try money.spending(waiting.policy),
            trap: SignalTrap())
    }

    /// Claims a record for a request, and says what it costs.
    private func claim(_ request: GenerationRequest, _ work: JobWork, _ prices: PriceList) throws -> JobDesk.Claim {
        let pricing = try work.desk.pricing(prices)
        let price = Quote([request], pricing)
        if let maxCredits = money.maxCredits { try price.require(atMost: maxCredits, of: [request]) }
        let claim = try work.desk.claim(
            request.json, pricing.price(of: request), group: version.group, variant: version.variant)
        if try work.desk.ledger.ticket(claim.ticket.key) != nil {
            Terminal.error(
                "this request was sent at \(claim.ticket.sentAt.ISO8601Format()) and not answered; it is repeated with "
                    + "the same key, and is not paid for twice")
        }
        Terminal.error("\(request.summary): \(price)\(price.note(against: Quote([request], prices: prices)))")
        return claim
    }

    private func end(_ ticket: JobTicket, _ delivered: [Processed]?, _ work: JobWork) throws {
        if let delivered { return try JobReport(ticket, delivered).end(isJSON: common.json) }
        if common.json { return try Result.printJSON(JobReport(ticket)) }
        Terminal.print(ticket.jobId ?? "")
        Terminal.error("go on with:\n  \(work.resuming(ticket.jobId ?? ticket.key))")
    }

    private func printDry(_ request: GenerationRequest, _ prices: PriceList) throws {
        let quote = Quote([request], prices: prices)
        if common.json { return try Result.printJSON(DryRun(requests: [request], quote: quote, prices: prices)) }
        Result.print(try CanonicalJSON.encode(request.json))
        Terminal.print("price: \(quote)")
        Terminal.print(
            Terminal.dim("by \(prices.source), read \(prices.date); what the job itself says it cost is the truth"))
    }
}

/// What `--dry-run --json` prints.
struct DryRun: Encodable {
    struct Price: Encodable {
        /// The sum of what is known.
        let credits: Int
        let creditCents: Int
        /// How many requests have no known price.
        let unknown: Int
        let source, date: String
    }
    let requests: [JSONValue]
    let price: Price

    init(requests: [GenerationRequest], quote: Quote, prices: PriceList) {
        self.requests = requests.map(\.json)
        price = Price(
            credits: quote.credits, creditCents: quote.creditCents, unknown: quote.unknown, source: prices.source,
            date: prices.date)
    }
}

extension Quote {
    /// What to say where comparable jobs were charged more than the price list says.
    func note(against list: Quote) -> String {
        credits > list.credits ? ", as such jobs were charged of late; the price list says \(list)" : ""
    }
}

extension GenerationRequest {
    /// "kling-3.0, pro, 5 s, sound, 2 shots".
    var summary: String {
        var parts = [model]
        if let mode = parameters.mode { parts.append(mode.rawValue) }
        if let duration = parameters.duration {
            let seconds = duration.seconds
            parts.append(seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s")
        }
        if let aspect = parameters.aspectRatio { parts.append(aspect.rawValue) }
        if let sound = parameters.generateAudio { parts.append(sound ? "sound" : "no sound") }
        if !shots.isEmpty { parts.append("\(shots.count) shot\(shots.count == 1 ? "" : "s")") }
        return parts.joined(separator: ", ")
    }
}
