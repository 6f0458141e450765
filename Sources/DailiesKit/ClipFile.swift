internal import Apiframe
public import Foundation
internal import Library
internal import Pipeline

/// A clip in a file, and what can be done with it where it lies.
///
/// Each function works on a thread of its own and leaves the shared pool alone. It throws ``ClipError``, and
/// `CancellationError` within a frame of its task's cancellation; nothing half-made is left behind then.
///
/// ```swift
/// let clip = ClipFile(URL(filePath: "clip.mp4"))
/// print(try await clip.probe().frameRate?.description ?? "variable")
/// for shot in try await clip.shots() { print(shot.index, shot.frames, shot.start.seconds) }
/// ```
public struct ClipFile: Sendable {
    /// Where the clip lies. It is read and never changed.
    public let url: URL

    /// The clip in the file at `url`; nothing is read yet.
    public init(_ url: URL) { self.url = url }

    /// What the file is. Headers and packets are read, nothing is decoded.
    public func probe() async throws -> MediaFacts {
        try await work { try MediaFacts(Sidecar.Media(ClipWork($0).probe($1))) }
    }

    /// Where the clip's shots are; they tile it without gap or overlap. All of it is decoded once.
    ///
    /// - Parameters:
    ///   - request: the JSON body that ordered the clip; each shot gets its prompt from it, and its script decides where
    ///     the pictures leave a doubt.
    ///   - progress: is told how far it is, from any thread.
    public func shots(request: Data? = nil, progress: ProgressObserver? = nil) async throws -> [Shot] {
        let request = try ordered(request)
        return try await work(progress) { try ClipWork($0).shots($1, request: request).list.shots.map(Shot.init) }
    }

    /// Holds the clip against a spec preset. All of it is decoded once.
    ///
    /// - Parameters:
    ///   - spec: the name of a preset, such as "uhd-60", or the path of one.
    ///   - progress: is told how far it is, from any thread.
    public func check(against spec: String, progress: ProgressObserver? = nil) async throws -> [Check] {
        let order = try ClipError.wrapping { try PresetLibrary().spec(spec).order }
        return try await work(progress) {
            try ClipWork($0).check($1, against: order).checks.map { Check(Sidecar.Check($0)) }
        }
    }

    /// The main job: stores the clip byte for byte in the library, checks it, cuts it into shots, makes thumbnails, a proxy
    /// and timelines, and writes all of it down; in one decode.
    ///
    /// A clip that is there already, made with the same options, is left alone and given back.
    ///
    /// - Parameters:
    ///   - library: the library's folder, which is made where it is missing. Its clip folders appear whole or not at all.
    ///   - options: what is to be made, and what was ordered.
    ///   - progress: is told how far it is, from any thread.
    public func process(
        into library: URL, _ options: ProcessingOptions = ProcessingOptions(), progress: ProgressObserver? = nil
    ) async throws -> StoredClip {
        let options = try options.resolved(library, try ordered(options.request))
        return try await work(progress) { runner, _ in
            let processed = try ProcessJob(options, runner).run()
            return try StoredClip(processed.sidecar, in: processed.folder)
        }
    }

    private func ordered(_ body: Data?) throws -> GenerationRequest? {
        try ClipError.wrapping { try body.map { try GenerationRequest(json: $0) } }
    }

    private func work<Value: Sendable>(
        _ progress: ProgressObserver? = nil, _ body: @escaping @Sendable (StepRunner, String) throws -> Value
    ) async throws -> Value {
        let (stop, path) = (StopFlag(), url.path)
        return try await withTaskCancellationHandler {
            try Task.checkCancellation()
            do {
                return try await onCodecThread(named: "clip") {
                    let runner = StepRunner(input: path, stop: stop) { progress?(WorkProgress($0)) }
                    return try body(runner, path)
                }
            } catch is StopFlag.Stopped {
                throw CancellationError()
            } catch {
                throw ClipError(error)
            }
        } onCancel: {
            stop.raise(signal: SIGTERM)
        }
    }
}
