import Foundation
import Library
import Testing

@testable import Library

struct QueuePageTests {
    private let now = Date(timeIntervalSince1970: 1_780_000_000)

    private func job(
        _ state: QueuedJob.State, _ order: JobOrder = JobOrder(.url, "https://cdn.example.org/a.mp4?Signature=secret"),
        id: Int64 = 7, progress: JobProgressNote? = nil, failure: JobFailure? = nil, clips: [String] = []
    ) -> QueuedJob {
        QueuedJob(
            id: JobID(id), order: order, state: state, attempts: 2, losses: 0, addedAt: now - 200, readyAt: now + 90,
            begunAt: now - 65, endedAt: now - 60, isBeingCancelled: false, progress: progress, failure: failure,
            clips: clips)
    }

    private func page(_ jobs: [QueuedJob], state: QueuedJob.State? = nil) -> String {
        let census = QueueCensus(counts: [.dead: 3], longestWait: 61, nextReady: 0)
        return QueuePage(jobs, census, state: state, before: nil, at: now).html
    }

    @Test func aDeadJobSaysWhyAndCanBeTriedAgain() {
        let html = page([job(.dead, failure: JobFailure("<b>disk</b> full", log: "line 1\nline <2>", isFinal: true))])
        #expect(html.contains("&lt;b&gt;disk&lt;/b&gt; full") && html.contains("line 1&#10;line &lt;2&gt;"))
        #expect(html.contains(#"<form method="post" action="/queue/7/retry">"#) && !html.contains("/queue/7/cancel"))
        #expect(html.contains("entered 3 min ago, dead 1 min ago, 2 attempts"))
        #expect(html.contains("https://cdn.example.org/a.mp4") && !html.contains("secret"), "a signed URL is a secret")
    }

    @Test func aRunningJobSaysHowFarItIs() {
        let html = page([job(.running, progress: JobProgressNote(step: "pass", fraction: 0.426))])
        #expect(
            html.contains(#"<progress max="100" value="42">pass, 42 %</progress>"#)
                && html.contains("running for 1 min"))
        #expect(html.contains("/queue/7/cancel") && !html.contains("/queue/7/retry"))
    }

    @Test func aWaitingJobSaysWhenItIsNext() { #expect(page([job(.waiting)]).contains("next attempt in 1 min")) }

    @Test func aDoneJobLeadsToItsClipAndToNothingElse() {
        let id = Example.full.id.text
        let html = page([job(.done, clips: [id, "../../etc"])])
        #expect(html.contains(#"<a href="/clips/\#(id)">"#) && !html.contains("etc"))
    }

    @Test func moreThanAPageHoldsIsBehindALink() {
        let jobs = (0...QueuePage.most).map { job(.dead, id: Int64(1000 - $0)) }
        let html = page(jobs, state: .dead)
        #expect(html.contains("/queue?state=dead&amp;before=951") && !html.contains("job-950\""))
        #expect(html.contains(#"dead <span class="quiet">3</span>"#))
    }

    @Test func anEmptyQueueSaysSo() { #expect(page([]).contains("No job has been entered yet.")) }
}
