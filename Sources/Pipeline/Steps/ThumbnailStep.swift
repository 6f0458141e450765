internal import Analysis
internal import Foundation
internal import Library
internal import Media
internal import Render
internal import Timing

/// Writes poster, stills, contact sheet and sprite from what the pass kept.
struct ThumbnailStep {
    let clip: ClipProbe
    let pass: PassReport
    let consumers: PictureConsumers
    let shots: [Shot]
    let sizes: PipelinePreset.Thumbnails
    /// Of how many shots, from the first on, the stills are made once more, smaller.
    var previews = 0

    /// One picture that was written, by its name in the folder.
    struct Written {
        let kind: Sidecar.Output.Kind
        let file: String
        let size: PictureSize?
        let codec: String?
        /// A smaller one for a page that holds its pictures.
        var preview: [UInt8]?
    }

    /// The longer side of a preview.
    private static let previewSide = 480

    /// Writes into an existing folder.
    ///
    /// - Parameter each: has a picture made, by its kind and its name; what the making throws is up to it.
    func write(
        into folder: URL, each: (Sidecar.Output.Kind, String, () throws -> Written) throws -> Void
    ) throws {
        guard let spool = consumers.spool else { return }
        func put(
            _ kind: Sidecar.Output.Kind, _ file: String, preview: (() throws -> [UInt8])? = nil,
            _ picture: @escaping () throws -> (bytes: [UInt8], size: PictureSize)
        ) throws {
            try each(kind, file) {
                let picture = try picture()
                try OutputFile.write(picture.bytes, to: folder.appending(path: file).path)
                return Written(kind: kind, file: file, size: picture.size, codec: "mjpeg", preview: try preview?())
            }
        }
        let chosen = shots.map { shot in Result { try Self.still(for: shot, spool, clip, pass, consumers) } }
        if let side = sizes.poster {
            try put(.poster, "poster.jpg") {
                try spool.jpeg(of: try Self.poster(among: chosen, lengths: shots.map(\.count)), side: side)
            }
        }
        if let side = sizes.still {
            for (index, choice) in chosen.enumerated() {
                let name = Numbering.name(of: index + 1, among: shots.count)
                let preview = { try spool.jpeg(of: try choice.get(), side: Self.previewSide).bytes }
                try put(.thumbnail, "shot-\(name).jpg", preview: index < previews ? preview : nil) {
                    try spool.jpeg(of: try choice.get(), side: side)
                }
            }
        }
        if let width = sizes.sheet {
            try put(.sheet, "sheet.jpg") {
                let cells = try zip(shots, chosen).prefix(ContactSheet.maximumCells).enumerated().map { index, pair in
                    ContactSheet.Cell(
                        index: index + 1, start: pass.times.timeFromStart(of: pair.0.startFrame),
                        end: pass.times.timeFromStart(of: pair.0.endFrame),
                        still: try spool.jpeg(of: try pair.1.get(), side: width).bytes)
                }
                return try ContactSheet.jpeg(cells, width: width)
            }
        }
        if let sprite = consumers.sprite {
            try put(.sprite, "sprite.jpg") { (try sprite.jpeg(), sprite.size) }
            try each(.spriteMap, "sprite.vtt") {
                let times = (0..<pass.times.count).map { pass.times.timeFromStart(of: $0) }
                let map = sprite.webVTT(
                    image: "sprite.jpg", times: times, end: pass.times.timeFromStart(of: times.count))
                try OutputFile.write(Array(map.utf8), to: folder.appending(path: "sprite.vtt").path)
                return Written(kind: .spriteMap, file: "sprite.vtt", size: nil, codec: nil)
            }
        }
    }

    /// The still that stands for the clip, among those of its shots that there are.
    private static func poster(among stills: [Result<Still, any Error>], lengths: [Int]) throws -> Still {
        let there = zip(stills, lengths).compactMap { still, length in (try? still.get()).map { ($0, length) } }
        if there.isEmpty, let first = stills.first { return try first.get() }
        return poster(among: there.map(\.0), lengths: there.map(\.1))
    }

    /// The still that stands for the clip. The longest shot says most, unless there is nothing on it: a quarter
    /// of the most detailed still's detail is asked of it.
    static func poster(among stills: [Still], lengths: [Int]) -> Still {
        let most = stills.map(\.bytes).max() ?? 0
        let byLength = stills.indices.sorted { lengths[$0] > lengths[$1] }
        let shown = byLength.first { !stills[$0].isEmpty && stills[$0].bytes * 4 >= most }
        return stills[shown ?? byLength.first { !stills[$0].isEmpty } ?? byLength[0]]
    }

    /// The best still of a shot; of a shot so short that none was kept, its middle frame is decoded again.
    private static func still(
        for shot: Shot, _ spool: StillSpool, _ clip: ClipProbe, _ pass: PassReport, _ consumers: PictureConsumers
    ) throws -> Still {
        let frames = shot.startFrame..<shot.endFrame
        if let best = Still.best(of: spool.stills, in: frames, avoiding: shot.transitionFrames) { return best }
        let wanted = (shot.startFrame + shot.endFrame) / 2
        var number = -1
        var reader = try FrameReader(clip.path)
        let seeks = pass.times.areReliable && !pass.isDamaged
        try reader.read(from: seeks ? pass.times.ticks[wanted] : nil) { frame in
            number += 1
            guard seeks ? frame.pts == pass.times.ticks[wanted] : number == wanted else { return true }
            try spool.keep(try Reducer(of: clip.video).reduce(frame), frame: wanted, brightness: 128)
            return false
        }
        // A seek that missed in a strange file still leaves the nearest picture that was kept.
        guard
            let still = Still.best(of: spool.stills, in: frames)
                ?? spool.stills.min(by: { abs($0.frame - wanted) < abs($1.frame - wanted) })
        else { throw InputError(path: clip.path, problem: .noFrames) }
        return still
    }
}

extension Shot {
    /// How many frames it has.
    var count: Int { endFrame - startFrame }
}
