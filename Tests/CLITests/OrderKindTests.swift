internal import Foundation
internal import Support
internal import Testing

/// A job of the queue is done as what it was entered as, whatever its text looks like.
@Suite(.serialized, .needsApiframeServer)
struct OrderKindTests {
    private let dailies: Dailies

    init() throws { dailies = try Dailies() }

    private func jobs() throws -> [[String: Any]] {
        try (dailies.run("queue", "list", "--json").json()["jobs"] as? [[String: Any]] ?? []).reversed()
    }

    private func work(_ environment: [String: String] = [:]) throws {
        let run = try dailies.run(["work", "--drain"], environment: environment)
        #expect(run.status == 0, "\(run.errors)")
    }

    @Test func aJobThatIsCalledAsAFileAClipOrAnOptionIsDoneAsAJob() throws {
        let stored = try dailies.run("fetch", Clip.realShots(), "--json").clips()[0]["id"] as? String
        let clip = try #require(stored)
        let ids = ["job_abc123", "j-1", "clipfile", "-f", "--help", clip, String(clip.prefix(8)), "2"]
        let api = try ApiframeServer(try Clip.ordered())
        try api.behave(#"{"states": ["COMPLETED"], "ids": ["\#(ids.joined(separator: #"", ""#))"]}"#)
        for _ in ids { _ = try api.submit(#"{"model": "kling-3.0", "prompt": "x", "klingParams": {"duration": 3}}"#) }
        _ = try dailies.folder.write(bytes(of: Clip.realShots()), to: "clipfile")
        let service = try RunningService(
            dailies, ["--slots", "0", "--reconcile", "0", "--files", "/nonexistent"], environment: api.environment)
        defer { service.process.end() }
        for id in ids { #expect(try service.deliver(#"{"event":"completed","jobId":"\#(id)"}"#) == "202") }
        try work(api.environment)
        for (id, job) in zip(ids, try jobs()) {
            #expect(job["state"] as? String == "done" && job["kind"] as? String == "job", "\(job)")
            let made = try #require((job["clips"] as? [String])?.first, "\(id)")
            let sidecar = try dailies.sidecar(made)
            #expect((sidecar["generation"] as? [String: Any])?["jobId"] as? String == id)
        }
        #expect(dailies.names("library/clips").count == 1 + ids.count)
    }

    @Test func aFileThatWasTurnedToAnotherAfterItWasAllowedIsNotRead() throws {
        let folder = URL(fileURLWithPath: dailies.folder.path).resolvingSymlinksInPath()
        for name in ["open/deep", "secret"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name), withIntermediateDirectories: true)
        }
        let clip = try bytes(of: Clip.realShots())
        for name in ["open/kept.mp4", "open/turned.mp4", "open/deep/turned.mp4", "secret/turned.mp4"] {
            // A box that means nothing makes each file another one.
            let box: [UInt8] = [0, 0, 0, UInt8(8 + name.utf8.count)] + Array("free".utf8) + Array(name.utf8)
            _ = try dailies.folder.write(clip + box, to: name)
        }
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "open/link.mp4"), withDestinationURL: folder.appending(path: "open/kept.mp4"))
        let service = try RunningService(
            dailies, ["--slots", "0", "--reconcile", "0", "--files", "\(folder.path)/open"])
        defer { service.process.end() }
        for name in ["link.mp4", "turned.mp4", "deep/turned.mp4"] {
            #expect(try service.post("\(folder.path)/open/\(name)") == "202")
        }
        #expect(
            try jobs().first?["input"] as? String == "\(folder.path)/open/kept.mp4", "a link is entered as its file")
        let (file, deep) = (folder.appending(path: "open/turned.mp4"), folder.appending(path: "open/deep"))
        let secret = folder.appending(path: "secret")
        for (place, target) in [(file, secret.appending(path: "turned.mp4")), (deep, secret)] {
            try FileManager.default.removeItem(at: place)
            try FileManager.default.createSymbolicLink(at: place, withDestinationURL: target)
        }
        try work()
        let states = try jobs().map { $0["state"] as? String }
        #expect(states == ["done", "dead", "dead"])
        let errors = try jobs().dropFirst().map { $0["error"] as? String ?? "" }
        #expect(errors.allSatisfy { $0.contains("is a link now") && $0.contains("/open/") }, "\(errors)")
        #expect(dailies.names("library/clips").count == 1 && dailies.names("library/.work") == [])
    }
}
