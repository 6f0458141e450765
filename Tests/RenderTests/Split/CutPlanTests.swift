import Media
import Render
import Testing
import Timing

/// Plans over tables made by hand; a letter is a packet in decoding order.
struct CutPlanTests {
    /// "I3" is an IDR picture shown at 3, "O" an open group's keyframe, "P" any other, "h" before it: hidden.
    private func table(_ packets: String) -> PacketTable {
        let entries = packets.split(separator: " ").enumerated().map { dts, text in
            let isHidden = text.hasPrefix("h")
            let rest = isHidden ? text.dropFirst() : text
            return PacketTable.Entry(
                pts: Int(rest.dropFirst())!, dts: dts, duration: 1, isCleanStart: rest.hasPrefix("I"),
                isKey: !rest.hasPrefix("P"), isHidden: isHidden)
        }
        return PacketTable(entries: entries, timeBase: Rational(1, 24)!)
    }

    private func plan(
        _ packets: String, _ shots: [Range<Int>], frames: Int? = nil, isDamaged: Bool = false, isCopyable: Bool = true,
        smartObstacle: String? = nil, method: CutPlan.Method = .auto
    ) -> [CutPlan.Cut] {
        let table = table(packets)
        return CutPlan(
            shots: shots, table: table, decodedFrames: frames ?? table.shownTimes.count, isDamaged: isDamaged,
            isCopyable: isCopyable, smartObstacle: smartObstacle, method: method
        ).cuts
    }

    @Test func copiesShotsThatBeginOnIDRPictures() {
        let cuts = plan("I0 P1 P2 I3 P4", [0..<3, 3..<5])
        #expect(cuts.map(\.packets) == [0..<3, 3..<5])
        #expect(cuts.map(\.frames) == [0..<3, 3..<5])
    }

    @Test func namesPacketsInDecodingOrder() {
        // I0 B1 B2 P3 | I4 …, decoded as I0 P3 B1 B2.
        let cuts = plan("I0 P3 P1 P2 I4 P6 P5", [0..<4, 4..<7])
        #expect(cuts.map(\.packets) == [0..<4, 4..<7])
    }

    @Test func encodesWhereNoIDRPictureFollows() {
        let cuts = plan("I0 P1 P2 P3", [0..<2, 2..<4])
        #expect(cuts.map(\.packets) == [0..<2, nil])
        #expect(cuts.map(\.way) == [.copy, .encode])
        #expect(cuts[1].reason == "the first frame is not an IDR picture, and no IDR picture follows in the shot")
        #expect(cuts.map(\.reencoded) == [0, 2])
    }

    @Test func encodesOnlyTheHeadBeforeTheNextIDRPicture() {
        let cut = plan("I0 P1 P2 I3 P4 I5 P6", [0..<1, 1..<7])[1]
        #expect(cut.way == .smart && cut.packets == 3..<7)
        #expect(cut.head == 1..<3 && cut.tail.isEmpty && cut.reencoded == 2)
        #expect(cut.reason == "encoded again: 2 before the first IDR picture")
    }

    @Test func encodesOnlyTheTailThatLeansOnTheNextShot() {
        // Cut before 2: frame 1 was decoded after 3.
        let cut = plan("I0 P3 P1 P2", [0..<2, 2..<4])[0]
        #expect(cut.way == .smart && cut.packets == 0..<1)
        #expect(cut.head.isEmpty && cut.tail == 1..<2)
        #expect(cut.reason == "encoded again: 1 at the end, which need pictures of the next shot")
    }

    @Test func copiesPastReorderedPicturesAsFarAsTheyAreTogether() {
        // A pyramid: after packet 5 all that came is shown before all that follows.
        let cut = plan("I0 P4 B2 B1 B3 P8 B6 B5 B7 I9", [0..<7, 7..<10])
        #expect(cut[0].packets == 0..<5 && cut[0].tail == 5..<7)
        #expect(cut[1].head == 7..<9 && cut[1].packets == 9..<10)
    }

    @Test func encodesBothEndsAroundAGroup() {
        let cut = plan("I0 P2 B1 I3 P5 B4 P8 B6 B7", [0..<1, 1..<7, 7..<9])[1]
        #expect(cut.head == 1..<3 && cut.packets == 3..<6 && cut.tail == 6..<7)
        #expect(cut.way == .smart && cut.reencoded == 3)
    }

    @Test func saysWhatStandsInTheWayOfASmartCut() {
        let cut = plan("I0 P1 I2 P3", [0..<1, 1..<4], smartObstacle: "the source is interlaced")[1]
        #expect(cut.way == .encode)
        #expect(cut.reason == "the first frame is not an IDR picture, and the source is interlaced")
    }

    @Test func hidesTheLeadInWhereACopyIsAskedFor() {
        let cut = plan("I0 P3 B1 B2 P6 B4 B5", [0..<2, 2..<5, 5..<7], method: .copy)
        #expect(cut.map(\.way) == [.copy, .copy, .copy])
        #expect(cut.map(\.packets) == [0..<3, 0..<6, 0..<7])
        #expect(cut.map(\.hidesMore) == [true, true, true])
        #expect(
            cut[1].reason == "the first frame is not an IDR picture; an edit list hides 2 frames before and 1 after, "
                + "which players that ignore edit lists show")
    }

    @Test func takesAnOpenGroupForNoStart() {
        // O4 is shown after B2 and B3, which follow it.
        let cuts = plan("I0 P1 O4 P2 P3 P5", [0..<4, 4..<6])
        #expect(cuts.map(\.packets) == [0..<2, nil])
        #expect(plan("I0 P1 O2 P3", [0..<2, 2..<4]).map(\.packets) == [0..<2, nil])
    }

    @Test func countsNoHiddenPackets() {
        let cuts = plan("hI0 hP1 P2 P3 I4 P5", [0..<2, 2..<4])
        #expect(cuts.map(\.packets) == [nil, 4..<6])
        // A hidden packet in the middle: copying would show it.
        #expect(plan("I0 hP1 P2 I3", [0..<2, 2..<3]).map(\.packets) == [0..<1, 3..<4])
    }

    @Test func aClipOfOneShotIsCopiedWhole() {
        #expect(plan("I0 P3 P1 P2", [0..<4]).map(\.packets) == [0..<4])
        #expect(plan("I0", [0..<1]).map(\.packets) == [0..<1])
    }

    @Test(arguments: [
        ("asked for", CutPlan.Method.encode, true, false, 2),
        ("the codec has no place in an MP4 or QuickTime file", .auto, false, false, 2),
        ("the source is damaged: its packets and its frames do not match", .auto, true, true, 2),
        ("the source is damaged: its packets and its frames do not match", .auto, true, false, 3),
    ])
    func encodesAll(_ reason: String, _ method: CutPlan.Method, _ isCopyable: Bool, _ isDamaged: Bool, _ frames: Int) {
        let cuts = plan(
            "I0 I1", [0..<1, 1..<2], frames: frames, isDamaged: isDamaged, isCopyable: isCopyable, method: method)
        #expect(cuts.map(\.packets) == [nil, nil])
        #expect(cuts.map(\.reason) == [reason, reason])
    }

    @Test func encodesAllWhereThePacketsSayNoTimes() {
        let untimed = PacketTable(entries: table("I0 I1").entries, timeBase: Rational(1, 24)!, hasTimes: false)
        let plan = CutPlan(
            shots: [0..<1, 1..<2], table: untimed, decodedFrames: 2, isDamaged: false, isCopyable: true, method: .auto)
        #expect(
            plan.cuts.allSatisfy {
                $0.packets == nil && $0.reason == "the container does not say when its pictures are shown"
            })
    }

    @Test func ordersFramesOfEqualTimesAsTheyCome() {
        #expect(table("I0 P2 P1 P1").displayOrder == [0, 2, 3, 1])
    }
}
