internal import Library

/// How far the work on a dropped file is.
struct DropMeter: ProgressMeter {
    private let input: String
    private var note: JobProgressNote

    init(_ input: String, _ note: JobProgressNote) { (self.input, self.note) = (input, note) }

    /// Takes the next report; true for a new step.
    mutating func take(_ new: JobProgressNote) -> Bool {
        defer { note = new }
        return new.step != note.step
    }

    var line: String {
        "\(Self.column(input))\(note.step)" + (note.fraction.map { " \(Int(saturating: $0 * 100)) %" } ?? "")
    }

    var json: String {
        struct Line: Encodable {
            let input: String
            let step: String
            let done: Int
            let total: Int
        }
        return Self.json(
            Line(
                input: input, step: note.step, done: Int(saturating: (note.fraction ?? 0) * 100),
                total: note.fraction == nil ? 0 : 100))
    }
}
