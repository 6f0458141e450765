/// Which of the source's packets a file takes, in its own order: runs, which may go back where shots are joined.
struct PacketOrder {
    private var runs: ArraySlice<Range<Int>>
    /// The packet that comes next; `nil` after the last.
    private(set) var next: Int?

    init(_ runs: [Range<Int>]) {
        self.runs = runs.filter { !$0.isEmpty }[...]
        next = self.runs.first?.lowerBound
    }

    /// Goes to the packet after this one.
    mutating func advance() {
        guard let run = runs.first, let number = next else { return }
        if number + 1 < run.upperBound {
            next = number + 1
        } else {
            runs = runs.dropFirst()
            next = runs.first?.lowerBound
        }
    }
}
