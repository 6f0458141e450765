import Analysis
import Support
import Testing

/// Cards, stills and other pictures that stand: each is a shot, however little is on it.
@Suite struct ShotCardTests {
    private let a = ShotScene.large(seed: 1)
    private let b = ShotScene.large(seed: 2)

    /// One colour, with lines of block letters on it where there is a seed.
    private func card(_ level: UInt8, words seed: UInt64? = nil, lines: Int = 2, count: Int) -> [SmallPicture] {
        var picture = plain(level, width: 160, height: 90)
        if let seed {
            var random = SeededGenerator(seed: seed)
            let ink: Double = level < 126 ? 235 : 16
            var letters: Set<Int> = []
            let (top, left) = (Int.random(in: 10..<34, using: &random), Int.random(in: 8..<40, using: &random))
            for line in 0..<lines {
                for letter in 0..<Int.random(in: 5..<10, using: &random) {
                    let bars = (0..<3).map { _ in Int.random(in: 0..<10, using: &random) }
                    for y in 0..<10 {
                        for x in 0..<8 where bars.contains(x) || bars[0] == y {
                            letters.insert((top + 16 * line + y) * 160 + left + 12 * letter + x)
                        }
                    }
                }
            }
            picture = picture.relit { x, y, level in letters.contains(y * 160 + x) ? ink : level }
        }
        return Array(repeating: picture, count: count)
    }

    @Test(arguments: [UInt8(16), 235, 110], [8, 14, 30]) func aPlainCardIsAShot(level: UInt8, length: Int) {
        let frames = a.frames(30) + card(level, count: length) + b.frames(30)
        #expect(cuts(in: frames) == [30, 30 + length])
    }

    @Test(arguments: [UInt8(16), 235], [1, 3]) func aCardWithWordsIsAShot(level: UInt8, lines: Int) {
        let frames = a.frames(30) + card(level, words: 5, lines: lines, count: 16) + b.frames(30)
        #expect(cuts(in: frames) == [30, 46])
    }

    @Test(arguments: [8, 12, 24]) func aCardInAShotThatGoesOnIsOne(length: Int) {
        let shot = a.frames(60)
        let frames = shot.prefix(30) + card(16, words: 3, count: length) + shot.suffix(30)
        #expect(cuts(in: Array(frames)) == [30, 30 + length])
    }

    /// The longer the pictures around it stand, the shorter a card of ten frames looks.
    @Test func aCardInAStillIsOne() {
        let still = Array(repeating: a.picture(), count: 28)
        #expect(cuts(in: still + card(16, words: 3, count: 10) + still) == [28, 38])
    }

    @Test func aCardThatFadesInAtTheEndIsAShot() {
        let (shot, card) = (a.frames(34, speed: 0.1), card(90, words: 3, count: 25))
        let frames = shot.enumerated().map { number, picture in
            number < 25 ? picture : mixed(picture, card[0], share: Double(number - 24) / 10)
        }
        let found = cuts(in: frames + card)
        #expect(found.count == 1 && 23...36 ~= found[0], "\(found)")
    }

    @Test func otherWordsOnTheSameGroundAreAnotherCard() {
        let frames =
            a.frames(25) + card(16, words: 3, count: 15) + card(16, words: 4, count: 15) + card(90, words: 7, count: 15)
        #expect(cuts(in: frames) == [25, 40, 55])
    }

    /// Large letters in lines at one distance, as titles have them: block by block each line is found in another one.
    private func title(_ random: inout SeededGenerator) -> [SmallPicture] {
        var inked: Set<Int> = []
        var top = 45 - 7 * Int.random(in: 0...2, using: &random)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            var left = Int.random(in: 20...50, using: &random)
            for _ in 0..<Int.random(in: 4...12, using: &random) where left < 140 {
                let width = Int.random(in: 3...6, using: &random)
                let isHollow = Bool.random(using: &random)
                for y in 0..<8 {
                    for x in 0..<width where !(isHollow && 2..<6 ~= y && 1..<width - 1 ~= x) {
                        inked.insert((top + y) * 160 + left + x)
                    }
                }
                left += width + 2
            }
            top += 12
        }
        let picture = plain(16, width: 160, height: 90).relit { x, y, level in
            inked.contains(y * 160 + x) ? 235 : level
        }
        return Array(repeating: picture, count: 15)
    }

    @Test(arguments: [1, 7, 35, 54, 77, 111]) func otherTitlesAreAnotherCard(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        #expect(cuts(in: title(&random) + title(&random)) == [15])
    }

    /// A page is scrolled by some lines at once, and read for a while.
    @Test(arguments: [2, 4, 6]) func aScrolledCardStays(rows: Int) {
        var random = SeededGenerator(seed: 3)
        let page = title(&random)[0]
        let scrolled = page.relit { x, y, _ in Double(page.luma[min(y + rows, 89) * 160 + x]) }
        #expect(cuts(in: Array(repeating: page, count: 15) + Array(repeating: scrolled, count: 15)) == [])
    }

    /// Far more words come than go, so that they look added.
    @Test(arguments: [(3, 14), (5, 16), (8, 12), (9, 18), (10, 11), (13, 17)] as [(UInt64, UInt64)])
    func moreWordsInPlaceOfOthersAreAnotherCard(before: UInt64, after: UInt64) {
        let frames = card(16, words: before, lines: 1, count: 20) + card(16, words: after, lines: 4, count: 20)
        #expect(cuts(in: frames) == [20])
        #expect(cuts(in: frames.reversed()) == [20])
    }

    /// A coder leaves a little of each picture to the next, so that no two of a card are the same.
    @Test(arguments: [(3, 14), (5, 16), (8, 12), (9, 18), (10, 11), (13, 17)] as [(UInt64, UInt64)])
    func cardsThatWereCodedStandToo(before: UInt64, after: UInt64) {
        func coded(_ card: [SmallPicture]) -> [SmallPicture] {
            card.enumerated().map { number, picture in
                picture.relit { x, y, level in (7 * x + 13 * y + 5 * number) % 40 == 0 ? level + 1 : level }
            }
        }
        let more =
            coded(card(16, words: before, lines: 1, count: 20)) + coded(card(16, words: after, lines: 4, count: 20))
        #expect(cuts(in: more) == [20])
        #expect(cuts(in: coded(card(16, count: 20)) + coded(card(16, words: after, count: 20))) == [])
    }

    @Test func wordsThatComeOnACardAreNoCut() {
        #expect(cuts(in: card(16, count: 20) + card(16, words: 3, count: 20)) == [])
        #expect(cuts(in: card(235, words: 3, lines: 1, count: 20) + card(235, words: 3, lines: 3, count: 20)) == [])
    }

    @Test(arguments: [10, 20]) func aCardIsAShotAtEitherEnd(length: Int) {
        let frames = card(16, words: 3, count: length) + a.frames(40) + card(235, words: 4, count: length)
        #expect(cuts(in: frames) == [length, length + 40])
    }

    @Test func aCardAfterANightSceneIsAShot() {
        let night = (0..<30).map { a.picture(x: 0.5 * Double($0), gain: 0.12) }
        #expect(cuts(in: night + card(16, words: 6, lines: 1, count: 20)) == [30])
    }

    @Test func saysWhichShotsAreCards() {
        let frames = a.frames(30) + card(16, words: 3, count: 15) + b.frames(30)
        #expect(shots(in: frames).map(\.isCard) == [false, true, false])
        // A still picture is none.
        let stills = Array(repeating: a.picture(), count: 20) + Array(repeating: b.picture(), count: 20)
        #expect(shots(in: stills).map(\.isCard) == [false, false])
    }

    @Test(arguments: [1, 2, 3]) func aPlainMomentIsNoCard(length: Int) {
        var shot = a.frames(60)
        for i in 30..<30 + length { shot[i] = plain(16, width: 160, height: 90) }
        #expect(cuts(in: shot) == [])
    }
}
