@testable import Media
import Support
import Testing

/// Other ids for the units of a coder; bits by hand, after ITU-T H.265, 7.3.
struct HEVCNumbersTests {
    private let numbers = HEVCNumbers(apartFrom: [0])!

    @Test func movesASliceByAWholeByte() {
        #expect(numbers.sequence == 1 && numbers.picture == 15)
        // 1 (the first slice), 1 (id 0), and the rest; id 15 is 000010000.
        #expect(numbers.applied(to: [0x02, 1, 0b1110_1101, 7, 9]) == [0x02, 1, 0b1000_0100, 0b0010_1101, 7, 9])
        // Pictures where decoding can begin have a flag more.
        #expect(numbers.applied(to: [0x26, 1, 0b1011_0110, 7, 9]) == [0x26, 1, 0b1000_0010, 0b0001_0110, 7, 9])
    }

    @Test func keepsBytesFromLookingLikeStartCodes() {
        // Zeros come together that a 3 kept apart before, and others that nothing did.
        #expect(numbers.applied(to: [0x02, 1, 0xC0, 0, 0, 3, 1, 0x80]) == [0x02, 1, 0x84, 0, 0, 3, 0, 1, 0x80])
        // Behind the data of a slice there may be words of zeros.
        #expect(numbers.applied(to: [0x02, 1, 0xE0, 0x80, 0, 0, 3]) == [0x02, 1, 0x84, 0x20, 0x80, 0, 0, 3])
        for seed: UInt64 in 1...20 {
            var random = SeededGenerator(seed: seed)
            let payload = (0..<200).map { _ in UInt8.random(in: 0...3, using: &random) } + [1]
            let unit = StartCodes.kept(outOf: payload)
            #expect(StartCodes.opened(unit) == payload, "seed \(seed)")
            let marks = zip(unit, zip(unit.dropFirst(), unit.dropFirst(2))).contains {
                $0 == 0 && $1.0 == 0 && $1.1 < 3
            }
            #expect(!marks, "seed \(seed)")
        }
    }

    @Test func leavesOtherUnitsAlone() {
        let units: [[UInt8]] = [
            [0x4E, 1, 5, 1, 0xAA, 0x80],  // Supplemental information.
            [0x02, 1, 0b1010_0000, 7, 9],  // A slice of another set than 0.
            [0x02, 1], [],
        ]
        for unit in units { #expect(numbers.applied(to: unit) == unit) }
    }

    @Test func findsIdsThatAreFree() {
        #expect(HEVCNumbers(apartFrom: Set(0...15)) == nil && HEVCNumbers(apartFrom: Set(15...30)) == nil)
        let few = HEVCNumbers(apartFrom: Set(0...14))
        #expect(few?.sequence == 15 && few?.picture == 16)
    }
}
