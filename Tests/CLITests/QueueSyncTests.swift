internal import Foundation
internal import Support
internal import Testing

/// What is said to be in the queue is on the disk: the real program is watched while it syncs.
@Suite(.serialized, .needsStrace, .needsApiframeServer)
struct QueueSyncTests {
    private let dailies: Dailies
    private let log = "queue.sqlite-wal"
    private var trace: String { dailies.folder.file("trace") }

    init() throws { dailies = try Dailies() }

    /// A service that takes jobs in and does none.
    private func serve() throws -> RunningService {
        try RunningService(dailies, ["--slots", "0", "--reconcile", "0"], trace: trace)
    }

    private func run(_ arguments: String...) throws -> Tool.Run {
        let command = DiskTrace.options(trace) + [Dailies.programPath] + arguments
        return try Tool("strace").attempt(command, in: dailies.folder.path, within: 120)
    }

    @Test func eachDeliveryIsSyncedBeforeItIsAcknowledged() throws {
        let service = try serve()
        defer { service.process.end() }
        for number in 0..<5 {
            #expect(try service.deliver(#"{"event":"completed","jobId":"job-\#(number)"}"#) == "202")
        }
        let answers = try service.traced().syncs(of: log) { $0.hasPrefix("HTTP/1.1 202") }
        #expect(answers.count == 5 && answers.allSatisfy { $0.count >= 1 && !$0.isDirty }, "\(answers)")
    }

    @Test func aPostedJobIsSyncedBeforeItIsAcknowledged() throws {
        let service = try serve()
        defer { service.process.end() }
        for number in 0..<3 {
            #expect(try service.post("https://example.com/\(number).mp4") == "202")
        }
        let answers = try service.traced().syncs(of: log) { $0.hasPrefix("HTTP/1.1 202") }
        #expect(answers.count == 3 && answers.allSatisfy { $0.count >= 1 && !$0.isDirty }, "\(answers)")
    }

    @Test func aNewQueueAndItsFolderAreOnTheDiskBeforeTheFirstJobIsSaidToBe() throws {
        let added = try run("queue", "add", "https://example.com/a.mp4", "--library", "new/library")
        #expect(added.status == 0, "\(added.errors)")
        let events = try DiskTrace(trace).events
        let told = try #require(
            events.firstIndex { if case .said(let text) = $0 { text.contains("example") } else { false } })
        let synced = events[..<told].compactMap { if case .synced(let path) = $0 { path } else { nil } }
        for place in ["", "/new", "/new/library", "/new/library/\(log)"] {
            #expect(synced.contains { $0.hasSuffix("\(dailies.folder.path)\(place)") }, "\(place): \(synced)")
        }
        let answers = try DiskTrace(trace).syncs(of: log) { $0.contains("example") }
        #expect(answers.first.map { $0.count >= 1 && !$0.isDirty } == true, "\(answers)")
    }

    @Test func whatBecameOfAJobIsSyncedBeforeItIsTold() throws {
        let broken = try dailies.folder.write("hello", to: "broken.mp4")
        #expect(try dailies.run("queue", "add", try Clip.realShots(), broken).status == 0)
        let work = try run("work", "--drain", "--slots", "1")
        #expect(work.status == 0, "\(work.errors)")
        let answers = try DiskTrace(trace).syncs(of: log) { $0.contains("job done") || $0.contains("job failed") }
        #expect(answers.count == 2 && answers.allSatisfy { $0.count >= 1 && !$0.isDirty }, "\(answers)")
    }
}
