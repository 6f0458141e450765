internal import ArgumentParser

/// Numbers of shots as people write them: "2,4", "1-3", "1,3-5".
struct ShotNumbers: ExpressibleByArgument, Sendable {
    /// From 1, as they were named.
    let numbers: [Int]

    /// `nil` for anything else.
    init?(argument: String) {
        var numbers: [Int] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard let first = ends[0], let last = ends.last!, ends.count <= 2, first >= 1, last >= first, last < 100_000
            else { return nil }
            numbers += first...last
        }
        self.numbers = numbers
    }
}
