@testable internal import Fetch
internal import Foundation
internal import Support
internal import Testing

/// Header fields, read as the standards have them.
@Suite struct AnswerTests {
    @Test(
        arguments: [
            ("bytes 0-99/200", 0..<100, 200), ("bytes 100-199/200", 100..<200, 200), ("Bytes 0-0/1", 0..<1, 1),
            (" bytes 5-9/* ", 5..<10, nil),
        ] as [(String, Range<Int>, Int?)])
    func aContentRangeIsRead(text: String, range: Range<Int>, total: Int?) {
        #expect(ContentRange(text)?.range == range && ContentRange(text)?.total == total)
    }

    @Test(arguments: [
        "", "bytes", "bytes 0-99", "bytes 99-0/200", "bytes 0-200/200", "bytes */*", "items 0-9/10", "bytes 0-99/x",
        "bytes -1-9/10", "bytes 0-9223372036854775807/*", "bytes 0-99999999999999999999/*",
        "bytes 0-9/10, bytes 10-19/20",
    ])
    func aContentRangeThatMakesNoSenseIsNone(text: String) { #expect(ContentRange(text) == nil) }

    @Test func aRefusedRangeHasOnlyATotal() {
        #expect(ContentRange("bytes */200")?.range == nil && ContentRange("bytes */200")?.total == 200)
    }

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
    func theThreeFormsOfADateAreOneMoment(text: String) {
        #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: 784_111_777))
    }

    @Test func retryAfterIsSecondsOrADate() {
        let now = Date(timeIntervalSince1970: 784_111_747)
        #expect(RetryAfter.parse("0", now: now) == .zero && RetryAfter.parse(" 120 ", now: now) == .seconds(120))
        #expect(RetryAfter.parse("Sun, 06 Nov 1994 08:49:37 GMT", now: now) == .seconds(30))
        #expect(RetryAfter.parse("Sun, 06 Nov 1994 08:00:00 GMT", now: now) == .zero, "a date that has passed")
        for text in ["", "-1", "1.5", "soon", "99999999999"] { #expect(RetryAfter.parse(text, now: now) == nil) }
    }

    @Test func pausesGrowToTheirBoundAndAreRandom() {
        let backoff = Backoff(first: .milliseconds(500), longest: .seconds(60))
        #expect(backoff.bound(beforeRetry: 1) == .milliseconds(500) && backoff.bound(beforeRetry: 4) == .seconds(4))
        #expect(backoff.bound(beforeRetry: 8) == .seconds(60) && backoff.bound(beforeRetry: 10_000) == .seconds(60))
        let pauses = (0..<200).map { _ in backoff.pause(beforeRetry: 3) }
        #expect(pauses.allSatisfy { $0 >= .zero && $0 <= .seconds(2) })
        #expect(pauses.contains { $0 < .milliseconds(500) } && pauses.contains { $0 > .milliseconds(1500) })
    }

    @Test func speedIsJudgedOverTheWindowAndNotBefore() {
        let begun = ContinuousClock.now
        var speed = SpeedWindow(.seconds(10), bytesPerSecond: 100, now: begun)
        let answers = [(1, 9), (999, 10), (999, 20)].map { count, second in
            speed.isFastEnough(adding: count, now: begun + .seconds(second))
        }
        #expect(answers == [true, true, false], "each window counts for itself")
    }

    @Test func fieldsThatContradictEachOtherSayNothing() {
        let head = AnswerHead(status: 200, fields: [("ETag", "\"a\""), ("etag", "\"b\""), ("X", " y "), ("x", "y")])
        #expect(head["etag"] == nil && head["x"] == "y" && head["none"] == nil)
    }
}
