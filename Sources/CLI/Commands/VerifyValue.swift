internal import ArgumentParser
internal import Render

/// What stands behind `--verify`, which may be left out: the word after it is then another one.
enum VerifyValue: ExpressibleByArgument, CustomStringConvertible {
    case known(Verification)
    case unknown(String)

    init(argument: String) { self = Verification(rawValue: argument).map { .known($0) } ?? .unknown(argument) }

    /// How much to read back; `nil` for another word.
    var verification: Verification? { if case .known(let value) = self { value } else { nil } }

    static var allValueStrings: [String] { Verification.allCases.map(\.rawValue) }
    var description: String {
        switch self {
        case .known(let value): value.rawValue
        case .unknown(let word): word
        }
    }
}
