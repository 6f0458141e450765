internal import Foundation
internal import Library
internal import Pipeline
internal import Support
internal import Testing

/// What an input is.
struct ClipSourceTests {
    private let folder: TemporaryFolder
    private var library: URL { URL(fileURLWithPath: folder.file("library")) }

    init() throws { folder = try TemporaryFolder() }

    @Test func whatAUserNamesIsDecidedByWhatThereIs() throws {
        func source(_ text: String) throws -> ClipSource { try ClipSource(named: text, in: library) }
        let (clip, record) = (try folder.write("x", to: "clip.mp4"), try folder.write("{}", to: "job.JSON"))
        #expect(try source(clip) == .file(path: clip, followsLinks: true))
        #expect(try source(record) == .record(path: record))
        #expect(try source("https://example.com/a.mp4?b") == .url("https://example.com/a.mp4?b"))
        let uuid = UUID().uuidString.lowercased()
        #expect(try source(uuid) == .job(id: uuid))
        #expect(try source("job_abc123") == .file(path: "job_abc123", followsLinks: true), "a word may be a slip")
        var ticket = JobTicket(
            key: "g-1", provider: "p", server: "s", request: .object([:]), expectedCredits: nil)
        ticket.jobId = "job_abc123"
        try JobLedger(library: library).write(ticket)
        #expect(try source("job_abc123") == .job(id: "job_abc123"), "one that is on record is none")
        #expect(try source("g-1") == .job(id: "job_abc123"))
        let id = "0123456789abcdef"
        #expect(try source(id) == .file(path: id, followsLinks: true))
        let place = library.appending(path: "clips/\(id)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        _ = try folder.write("{}", to: "library/clips/\(id)/clip.json")
        #expect(try source(id) == .clip(id: id))
    }

    @Test(arguments: ["job_abc123", "j-1", "clip.mp4", "-f", "--help", "https://example.com", "0123456789abcdef"])
    func whatAQueueSaysIsTakenAtItsWord(text: String) throws {
        #expect(ClipSource(JobOrder(.job, text)) == .job(id: text))
        #expect(ClipSource(JobOrder(.url, text)) == .url(text))
        #expect(ClipSource(JobOrder(.file, text)) == .file(path: text, followsLinks: true))
        #expect(ClipSource(JobOrder(.file, text, isResolved: true)) == .file(path: text, followsLinks: false))
    }

    @Test func aFileIsNotCopiedOverALink() throws {
        let real = URL(fileURLWithPath: folder.path).resolvingSymlinksInPath().path
        try FileManager.default.createDirectory(atPath: "\(real)/open/deep", withIntermediateDirectories: true)
        let file = try folder.write("the clip", to: "open/deep/clip.mp4")
        let place = "\(real)/open/deep/clip.mp4"
        do {
            let copy = try FileCopy(of: place, in: library)
            #expect(try bytes(of: copy.delivery.file.path) == bytes(of: file))
            #expect(copy.delivery.originalName == "clip.mp4")
            copy.discard()
        }
        for (link, target, path) in [
            ("open/link.mp4", place, "open/link.mp4"), ("open/shallow", "\(real)/open/deep", "open/shallow/clip.mp4"),
        ] {
            try FileManager.default.createSymbolicLink(atPath: "\(real)/\(link)", withDestinationPath: target)
            #expect {
                _ = try FileCopy(of: "\(real)/\(path)", in: library)
            } throws: { "\($0)".contains("\(real)/\(path): ") && "\($0)".contains("is a link now") }
        }
        #expect(throws: PipelineError.self) { try FileCopy(of: "\(real)/open", in: library) }
        #expect(throws: PipelineError.self) { try FileCopy(of: "\(real)/none", in: library) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(library.path)/.work") == [])
    }
}
