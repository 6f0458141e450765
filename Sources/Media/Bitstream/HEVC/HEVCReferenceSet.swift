/// Which pictures nearby are kept while one is decoded (ITU-T H.265, 7.3.7 and 7.4.8).
struct HEVCReferenceSet: Equatable {
    /// How far before and behind it they are in order of display, nearest first, and whether it is predicted from them.
    private var before: [(step: Int, isUsed: Bool)] = []
    private var behind: [(step: Int, isUsed: Bool)] = []

    /// How many the picture itself is predicted from.
    var used: Int { (before + behind).count { $0.isUsed } }

    static func == (one: Self, other: Self) -> Bool {
        one.before.elementsEqual(other.before, by: ==) && one.behind.elementsEqual(other.behind, by: ==)
    }

    /// Reads the set numbered `index` of a sequence that has `known`, or a slice's own behind all of them.
    init(
        _ reader: inout SyntaxReader, index: Int, known: [HEVCReferenceSet], isInSlice: Bool
    ) throws(IllegalSyntax) {
        if index > 0, try reader.flag() {
            try readDifference(&reader, index: index, known: known, isInSlice: isInSlice)
        } else {
            let (first, second) = (try reader.unsigned(in: 0...16), try reader.unsigned(in: 0...16))
            before = try Self.steps(&reader, first, -1)
            behind = try Self.steps(&reader, second, 1)
        }
        guard before.count + behind.count <= 16 else { throw IllegalSyntax() }
    }

    private static func steps(
        _ reader: inout SyntaxReader, _ count: Int, _ sign: Int
    ) throws(IllegalSyntax) -> [(step: Int, isUsed: Bool)] {
        var (found, step): ([(step: Int, isUsed: Bool)], Int) = ([], 0)
        for _ in 0..<count {
            step += sign * (try reader.unsigned(in: 0...32767) + 1)
            found.append((step, try reader.flag()))
        }
        return found
    }

    /// A set that is another one, moved (7-61 and 7-62).
    private mutating func readDifference(
        _ reader: inout SyntaxReader, index: Int, known: [HEVCReferenceSet], isInSlice: Bool
    ) throws(IllegalSyntax) {
        let back = isInSlice ? try reader.unsigned(in: 0...index - 1) + 1 : 1
        let isNegative = try reader.flag()
        let distance = (try reader.unsigned(in: 0...32767) + 1) * (isNegative ? -1 : 1)
        let source = known[index - back]
        var flags: [(isUsed: Bool, isKept: Bool)] = []
        for _ in 0...source.before.count + source.behind.count {
            let isUsed = try reader.flag()
            flags.append((isUsed, isUsed ? true : try reader.flag()))
        }
        // The moved ones, and the source's picture itself, whose flag is the last.
        let moved = zip((source.before + source.behind).map(\.step) + [0], flags)
            .filter { $0.1.isKept }
            .map { (step: $0.0 + distance, isUsed: $0.1.isUsed) }
        before = moved.filter { $0.step < 0 }.sorted { $0.step > $1.step }
        behind = moved.filter { $0.step > 0 }.sorted { $0.step < $1.step }
    }
}
