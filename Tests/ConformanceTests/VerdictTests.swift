internal import Conformance
internal import Foundation
internal import Testing
internal import Timing

struct VerdictTests {
    @Test(
        arguments: [
            ([], Verdict.warn),
            ([.pass], .pass), ([.warn], .warn), ([.fail], .fail), ([.notEvaluated], .warn),
            ([.pass, .notEvaluated], .pass), ([.notEvaluated, .warn], .warn), ([.notEvaluated, .fail], .fail),
            ([.pass, .warn], .warn), ([.pass, .warn, .fail], .fail), ([.pass, .fail, .notEvaluated], .fail),
        ] as [([Check.Status], Verdict)])
    func aVerdictIsTheWorstOfTheChecks(statuses: [Check.Status], wanted: Verdict) {
        let checks = statuses.map { Check(id: "a.b", status: $0, expected: nil, actual: nil, message: "") }
        #expect(Verdict(checks) == wanted)
    }

    @Test(
        arguments: [
            (Severity.fail, Check.Status.fail), (.warn, .warn), (.ignore, nil),
        ] as [(Severity, Check.Status?)])
    func anOrderSetsWhatADeviationCountsAs(severity: Severity, wanted: Check.Status?) {
        for size in [(1280, 720), (3840, 2160)] {  // the rule's own judgement: fail, warn
            let found = status("video.resolution", clip(size.0, size.1)) {
                $0.size = ordered(.nominal([FrameSize(1920, 1080)!]))
                $0.severities["video.resolution"] = ordered(severity)
            }
            #expect(found == wanted)
        }
    }

    @Test func aSeverityChangesNeitherAPassNorAnUnmadeCheck() {
        func judged(_ facts: Facts) -> Check.Status? {
            status("video.resolution", facts) {
                $0.size = ordered(.nominal([FrameSize(1920, 1080)!]))
                $0.severities["video.resolution"] = ordered(.fail)
            }
        }
        #expect(judged(goodClip()) == .pass)
        #expect(judged(goodClip { $0.video = VideoFacts() }) == .notEvaluated)
    }

    @Test func aJudgementSurvivesARoundTrip() throws {
        let judgement = Judgement(of: goodClip(), against: Order())
        let data = try JSONEncoder().encode(judgement)
        #expect(try JSONDecoder().decode(Judgement.self, from: data) == judgement)
        let keys = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any]).keys
        #expect(Set(keys) == ["verdict", "checks"])
    }
}
