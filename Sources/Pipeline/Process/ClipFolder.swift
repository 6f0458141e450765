internal import Conformance
internal import Foundation
internal import Library
internal import Media
internal import Render
internal import Timing

/// A clip's folder while it is made: what lies where, and the list of what was written.
///
/// A final class, used from one thread.
final class ClipFolder {
    static let shots = "shots"
    static let thumbs = "thumbs"
    static let statistics = "statistics"
    private static let spoolName = ".stills"
    private static let roughName = ".proxies"

    let work: WorkFolder
    private(set) var outputs: [Sidecar.Output] = []
    private(set) var sourceName = ""
    private(set) var sourceBytes = 0
    private(set) var sourceHash: SHA256Hex?
    /// Whether the source is the delivered file itself, under another name.
    private(set) var isLinked = false
    /// Smaller versions of pictures, by the names of the files that they stand for.
    private(set) var previews: [String: Data] = [:]

    init(_ work: WorkFolder) { self.work = work }

    var url: URL { work.url }

    /// Whether there is a file or folder of this name.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: url.appending(path: name).path) }

    /// A folder inside, made if need be.
    func subfolder(_ name: String) throws -> URL {
        let folder = url.appending(path: name, directoryHint: .isDirectory)
        try makeFolder(folder)
        return folder
    }

    /// Where candidates for stills are kept during the pass.
    func spool() throws -> URL { try subfolder(Self.spoolName) }

    /// Removes the candidates that were not taken.
    func removeSpool() throws {
        let folder = url.appending(path: Self.spoolName)
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        do { try FileManager.default.removeItem(at: folder) } catch {
            throw OutputError(path: folder.path, reason: StagedFolder.reason(error))
        }
    }

    /// Where the source is.
    var source: URL { url.appending(path: sourceName) }

    /// Stores what was delivered, byte for byte. The copy is then probed: what is judged is what is stored.
    func take(_ delivery: Delivery, _ kind: String, being content: Delivery.Identity, _ runner: StepRunner) throws {
        try runner.run(.store) {
            sourceName = "source.\(kind)"
            if let content = delivery.content, link(delivery.file.path, source.path) == 0 {
                isLinked = true
                (sourceHash, sourceBytes) = content
            } else {
                (sourceHash, sourceBytes) = try FileHash.copyHashing(
                    from: delivery.file.resolvingSymlinksInPath(), to: source)
            }
            guard sourceHash == content.sha256 else {
                throw InputError(path: runner.input, problem: .unreadable("it changed while it was read"))
            }
        }
    }

    /// What the sidecar says of the source. A clip that is made again keeps what was known of where it came from.
    func source(of delivery: Delivery, stored: Sidecar?) -> Sidecar.Source {
        Sidecar.Source(
            file: sourceName, bytes: sourceBytes, sha256: sourceHash!, originalName: delivery.originalName,
            url: delivery.url ?? stored?.source.url,
            fetchedAt: stored?.source.fetchedAt ?? delivery.fetchedAt ?? Date())
    }

    /// Makes an output. Where that fails and the clip can be stored all the same, it is listed with why.
    func attempt(_ kind: Sidecar.Output.Kind, _ file: String, _ body: () throws -> Void) throws {
        do { try body() } catch {
            if Failure.keepsFromStoring(error) { throw error }
            fail(kind, file, error)
        }
    }

    /// Lists an output that could not be made.
    func fail(_ kind: Sidecar.Output.Kind, _ file: String, _ error: any Error) {
        fail(kind, file, because: "\((error as? PipelineError)?.cause ?? error)")
    }

    /// The same, in words.
    func fail(_ kind: Sidecar.Output.Kind, _ file: String, because reason: String) {
        outputs.removeAll { $0.file == file }
        unlink(url.appending(path: file).path)
        // Where the clip is made has no meaning later.
        let told = reason.replacingOccurrences(of: url.path + "/", with: "")
        outputs.append(Sidecar.Output(kind: kind, file: file, failure: told))
    }

    /// Lists all that was to be made as failed, since the clip could not be decoded; how many shots it has is not known.
    func giveUp(_ recipe: ResolvedRecipe, because error: any Error) throws {
        try removeSpool()
        try? FileManager.default.removeItem(at: url.appending(path: Self.roughName))
        let sizes = recipe.pipeline.thumbnails
        var wanted: [(Sidecar.Output.Kind, String)] = []
        if sizes.poster != nil { wanted.append((.poster, "\(Self.thumbs)/poster.jpg")) }
        if sizes.sheet != nil { wanted.append((.sheet, "\(Self.thumbs)/sheet.jpg")) }
        if sizes.sprite != nil { wanted.append((.sprite, "\(Self.thumbs)/sprite.jpg")) }
        wanted += recipe.proxies.map { (kind(of: $0), file(of: $0)) }
        if recipe.pipeline.split != nil { wanted.append((.shot, "\(Self.shots)/shot-01.mp4")) }
        if recipe.pipeline.report { wanted.append((.report, "report.html")) }
        for (kind, file) in wanted { fail(kind, file, error) }
    }

    /// What was made so far, and of it what lacks something.
    func facts(losses: [String]) -> OutputFacts {
        OutputFacts(
            wanted: outputs.count,
            failures: outputs.compactMap { output in output.failure.map { "\(output.file) (\($0))" } }, losses: losses)
    }

    /// Lists a picture that was written into the thumbs.
    func record(_ picture: ThumbnailStep.Written) throws {
        try record(
            picture.kind, "\(Self.thumbs)/\(picture.file)", width: picture.size?.width, height: picture.size?.height,
            codec: picture.codec)
        if let preview = picture.preview { previews["\(Self.thumbs)/\(picture.file)"] = Data(preview) }
    }

    /// Writes a text and lists it.
    func write(_ text: Data, _ kind: Sidecar.Output.Kind, _ file: String) throws {
        try OutputFile.write(Array(text), to: url.appending(path: file).path)
        try record(kind, file, width: nil, height: nil, codec: nil)
    }

    /// What is known of the source's origin lies beside it, under its name.
    var marksName: String { (sourceName as NSString).deletingPathExtension + ".xmp" }

    /// Writes what is known of the source's origin.
    func write(_ marks: GenerationMarks, title: String) throws {
        try write(Data(XMPPacket.text(marks, title: title, tool: Version.tool).utf8), .metadata, marksName)
    }

    /// Where the pass writes a proxy, which is completed afterwards.
    func rough(_ proxy: ProxySettings) throws -> String {
        try subfolder(Self.roughName).appending(path: "\(proxy.name).\(proxy.container.rawValue)").path
    }

    /// Completes proxies and lists them.
    func finish(_ proxies: [ProxySettings], _ pass: PassReport, _ label: (ProxySettings) throws -> ProxyLabel) throws {
        for (number, proxy) in proxies.enumerated() {
            let rough = try rough(proxy)
            if let failure = pass.proxyFailures[number] {
                unlink(rough)
                fail(kind(of: proxy), file(of: proxy), failure)
                continue
            }
            try attempt(kind(of: proxy), file(of: proxy)) {
                defer { unlink(rough) }
                try finish(proxy, rough, pass, try label(proxy))
            }
        }
        if !proxies.isEmpty { rmdir(url.appending(path: Self.roughName).path) }
    }

    /// What a proxy is listed as.
    func kind(of proxy: ProxySettings) -> Sidecar.Output.Kind {
        proxy.animation != nil ? .teaser : proxy.crop == nil ? .proxy : .crop
    }

    /// Where a proxy lies.
    func file(of proxy: ProxySettings) -> String { proxy.file(for: (sourceName as NSString).deletingPathExtension) }

    private func finish(_ proxy: ProxySettings, _ rough: String, _ pass: PassReport, _ label: ProxyLabel) throws {
        let file = file(of: proxy)
        _ = try subfolder((file as NSString).deletingLastPathComponent)
        try ProxyFinish.write(rough, to: url.appending(path: file).path, proxy, label)
        guard proxy.animation == nil else {
            return try record(.teaser, file, width: nil, height: nil, codec: "webp")
        }
        let probe = try Demuxer(indexOf: url.appending(path: file).path)
        try record(
            kind(of: proxy), file, width: probe.video?.width, height: probe.video?.height,
            codec: probe.video?.codec, frames: pass.times.count,
            duration: pass.times.timeFromStart(of: pass.times.count))
    }

    /// Lists a shot's file, or that there is none.
    func record(_ shot: Sidecar.Shot, _ piece: Splitter.Piece, of clip: ClipProbe) throws {
        let file = "\(Self.shots)/\(piece.file)"
        if let failure = piece.failure { return fail(.shot, file, because: failure) }
        try record(
            .shot, file, width: clip.video.width, height: clip.video.height,
            codec: piece.codec, frames: shot.endFrame - shot.startFrame - piece.missing.count,
            duration: shot.end.subtracting(shot.start))
    }

    private func record(
        _ kind: Sidecar.Output.Kind, _ file: String, width: Int?, height: Int?, codec: String?, frames: Int? = nil,
        duration: MediaTime? = nil
    ) throws {
        let (hash, bytes) = try FileHash.sha256(of: url.appending(path: file))
        outputs.append(
            Sidecar.Output(
                kind: kind, file: file, bytes: bytes, sha256: hash, width: width, height: height, codec: codec,
                frames: frames, duration: duration))
    }
}
