/// Who asked for something, from the most trusted to the least.
///
/// What was submitted and paid for is on record, so it outranks a preset that somebody chose afterwards;
/// a command-line option fills in what none of the records says.
package enum Origin: Sendable, Hashable {
    /// The request body that was submitted.
    case request
    /// The `input` that the job reports.
    case job
    /// A spec preset, by its name or file.
    case spec(String)
    /// An option that a person typed.
    case commandLine

    /// Who that is in a sentence: "ordered by …".
    package var phrase: String {
        switch self {
        case .request: "the request"
        case .job: "the job"
        case .spec(let name): "spec \(name)"
        case .commandLine: "the command line"
        }
    }
}
