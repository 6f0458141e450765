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

    /// Writes what is known of the source's origin beside it, under its name.
    func write(_ marks: GenerationMarks, title: String) throws {
        let name = (sourceName as NSString).deletingPathExtension + ".xmp"
        try write(Data(XMPPacket.text(marks, title: title, tool: Version.tool).utf8), .metadata, name)
    }

    /// Where the pass writes a proxy, which is completed afterwards.
    func rough(_ proxy: ProxySettings) throws -> String {
        try subfolder(Self.roughName).appending(path: "\(proxy.name).\(proxy.container.rawValue)").path
    }

    /// Completes proxies and lists them.
    func finish(_ proxies: [ProxySettings], _ pass: PassReport, _ label: (ProxySettings) throws -> ProxyLabel) throws {
        for proxy in proxies {
            let file = proxy.file(for: (sourceName as NSString).deletingPathExtension)
            _ = try subfolder((file as NSString).deletingLastPathComponent)
            try ProxyFinish.write(try rough(proxy), to: url.appending(path: file).path, proxy, try label(proxy))
            guard proxy.animation == nil else {
                try record(.teaser, file, width: nil, height: nil, codec: "webp")
                continue
            }
            let probe = try Demuxer(indexOf: url.appending(path: file).path)
            try record(
                proxy.crop == nil ? .proxy : .crop, file, width: probe.video?.width, height: probe.video?.height,
                codec: probe.video?.codec, frames: pass.times.count,
                duration: pass.times.timeFromStart(of: pass.times.count))
        }
        if !proxies.isEmpty { rmdir(url.appending(path: Self.roughName).path) }
    }

    /// Lists a shot's file.
    func record(_ shot: Sidecar.Shot, _ piece: Splitter.Piece, of clip: ClipProbe) throws {
        try record(
            .shot, "\(Self.shots)/\(piece.file)", width: clip.video.width, height: clip.video.height,
            codec: piece.codec, frames: shot.endFrame - shot.startFrame,
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
