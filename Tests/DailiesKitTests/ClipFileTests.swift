internal import DailiesKit
internal import Foundation
internal import Support
internal import Testing
internal import Timing

/// The library as another program uses it: nothing of ours is imported but what is public.
@Suite(.enabled(if: Tool.ffmpeg.isInstalled, "ffmpeg is not installed"))
struct ClipFileTests {
    let folder: TemporaryFolder
    let clip: ClipFile
    var library: URL { URL(filePath: folder.file("library"), directoryHint: .isDirectory) }

    init() throws {
        folder = try TemporaryFolder()
        clip = ClipFile(URL(filePath: try Clip.threeShots()))
    }

    @Test func aClipIsProbedJudgedAndCutIntoALibrary() async throws {
        let media = try await clip.probe()
        #expect((media.width, media.height, media.hasSound) == (160, 90, true))
        let object = try JSONSerialization.jsonObject(with: media.json) as? [String: Any]
        #expect(object?.keys.sorted() == ["audio", "container", "duration", "provenance", "video"])

        let shots = try await clip.shots()
        #expect(shots.first?.frames.lowerBound == 0 && shots.last?.frames.upperBound == media.frames)
        for (one, next) in zip(shots, shots.dropFirst()) {
            #expect(one.frames.upperBound == next.frames.lowerBound && one.end == next.start)
        }

        let checks = try await clip.check(against: "uhd-60")
        #expect(checks.first { $0.id == "video.resolution" }?.status == .fail)

        var options = ProcessingOptions()
        options.spec = "uhd-60"
        options.group = "winter"
        let stored = try await clip.process(into: library, options)
        #expect(stored.verdict == .fail && stored.shots.map(\.frames) == shots.map(\.frames))
        for file in stored.files + [stored.source] { #expect(FileManager.default.fileExists(atPath: file.path)) }
        #expect(try bytes(of: stored.source.path) == bytes(of: clip.url.path))
        let written = try Data(contentsOf: stored.folder.appending(path: "clip.json"))
        #expect(written == stored.sidecar)
        let all = try StoredClip.all(in: library)
        #expect(all.map(\.id) == [stored.id] && all[0].sidecar == written)
        // Again, and there is nothing to do.
        #expect(try await clip.process(into: library, options).sidecar == written)
    }

    @Test func errorsSayWhoseTurnItIs() async throws {
        let missing = ClipFile(URL(filePath: folder.file("missing.mp4")))
        let input = await #expect(throws: ClipError.self) { try await missing.probe() }
        #expect(input?.kind == .input && input?.description.contains("missing.mp4") == true)
        var options = ProcessingOptions()
        options.spec = "no-such-spec"
        let usage = await #expect(throws: ClipError.self) { try await clip.process(into: library, options) }
        #expect(usage?.kind == .usage && usage?.description.contains("no-such-spec") == true)
        options.spec = nil
        options.request = Data("{".utf8)
        let body = await #expect(throws: ClipError.self) { try await clip.process(into: library, options) }
        #expect(body?.kind == .usage)
        #expect(try StoredClip.all(in: library).isEmpty && !FileManager.default.fileExists(atPath: library.path))
    }

    @Test func aCancelledTaskLeavesNothing() async throws {
        let (clip, library) = (clip, library)
        let (begun, cancelled) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let work = Task {
            defer { begun.signal() }
            return try await clip.process(into: library) { progress in
                guard progress.step == "pass", progress.done > 0 else { return }
                begun.signal()
                // The decode waits here until its task is cancelled; frames after this one pass.
                cancelled.wait()
                cancelled.signal()
            }
        }
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: begun.wait()) }.start()
        }
        work.cancel()
        cancelled.signal()
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(try StoredClip.all(in: library).isEmpty)
    }

    @Test func theExampleOfTheDocumentationRuns() throws {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let example = Tool(at: bundle.deletingLastPathComponent().appending(path: "ExampleReview").path)
        try FileManager.default.createDirectory(atPath: folder.file("clips"), withIntermediateDirectories: true)
        _ = try folder.write(try bytes(of: clip.url.path), to: "clips/a.mp4")
        _ = try folder.write("no clip", to: "clips/b.mp4")
        let run = try example.attempt([folder.file("clips"), library.path, "uhd-60"], within: 120)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("a.mp4: 160x90") && run.text.contains("video.resolution: "), "\(run.text)")
        #expect(run.text.contains("shot 1: frames 0..<") && run.text.contains("b.mp4: no clip"), "\(run.text)")
        #expect(try StoredClip.all(in: library).count == 1)
        #expect(try example.attempt([]).status == 2)
    }
}
