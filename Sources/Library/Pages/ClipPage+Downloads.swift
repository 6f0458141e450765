internal import Foundation
internal import Timing

extension ClipPage.Download {
    /// Every file that a person may want, in the order in which they are asked for.
    static func all(of sidecar: Sidecar, _ links: PageLinks) -> [ClipPage.Download] {
        let made: [Sidecar.Output.Kind] = [
            .proxy, .crop, .teaser, .shot, .timeline, .poster, .sheet, .thumbnail, .sprite, .statistics, .metadata,
            .report,
        ]
        let source = Self(
            name: sidecar.source.file, link: links.download(sidecar.source.file),
            saveAs: sidecar.saveName(of: sidecar.source.file),
            about: "what was delivered, \(ByteText.of(sidecar.source.bytes))")
        let outputs = made.flatMap { kind in sidecar.files.filter { $0.kind == kind } }.map { output in
            Self(
                name: output.file, link: links.download(output.file), saveAs: sidecar.saveName(of: output.file),
                about: about(output))
        }
        let record = Self(
            name: SidecarFile.name, link: links.download(SidecarFile.name),
            saveAs: sidecar.saveName(of: SidecarFile.name), about: "everything on this page, for programs")
        return [source] + outputs + [record]
    }

    private static func about(_ output: Sidecar.Output) -> String {
        var words: [String] = []
        if let width = output.width, let height = output.height { words.append(PageWords.size(width, height)) }
        if [.proxy, .crop, .teaser].contains(output.kind), let codec = output.codec { words.append(codec) }
        if output.kind == .shot, let duration = output.duration {
            words.append("\(PageWords.number(duration.seconds, 3)) s")
        }
        return (words + [ByteText.of(output.bytes)]).joined(separator: ", ")
    }
}

extension Sidecar {
    /// The name under which a file of the clip is to be stored elsewhere; `nil` for one that is not the clip's.
    package func saveName(ofListed file: String) -> String? {
        let listed = [source.file, SidecarFile.name] + files.map(\.file)
        return listed.contains(file) ? saveName(of: file) : nil
    }

    /// What a file is called outside its folder: "fox-shot-01.mp4", and the source as it was. Of a generated clip the name
    /// is its id, since servers call many clips the same.
    func saveName(of file: String) -> String {
        let name = generation?.jobId == nil ? source.originalName : nil
        if let name, file == source.file { return name }
        return "\(((name ?? id.text) as NSString).deletingPathExtension)-\((file as NSString).lastPathComponent)"
    }
}
