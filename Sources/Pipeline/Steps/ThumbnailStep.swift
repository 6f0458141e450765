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

    /// One picture that was written, by its name in the folder.
    struct Written {
        let kind: Sidecar.Output.Kind
        let file: String
        let size: PictureSize
        let codec: String?
    }

    /// Writes into an existing folder.
    func write(into folder: URL) throws -> [Written] {
        guard let spool = consumers.spool, let sprite = consumers.sprite else { return [] }
        var written: [Written] = []
        let still = PictureSize(width: consumers.reducer.format.width, height: consumers.reducer.format.height)
        func put(_ bytes: [UInt8], _ kind: Sidecar.Output.Kind, _ file: String, _ size: PictureSize) throws {
            try OutputFile.write(bytes, to: folder.appending(path: file).path)
            written.append(Written(kind: kind, file: file, size: size, codec: "mjpeg"))
        }
        let chosen = try shots.map { try Self.still(for: $0, spool, clip, pass, consumers) }
        // The longest shot says most; its still stands for the clip unless there is nothing on it.
        let lengths = shots.indices.sorted { shots[$0].count > shots[$1].count }
        let poster = lengths.first { chosen[$0].brightness > 24 } ?? lengths[0]
        try put(try spool.jpeg(of: chosen[poster]), .poster, "poster.jpg", still)
        let digits = max(2, String(shots.count).count)
        for (index, choice) in chosen.enumerated() {
            let number = String(index + 1)
            let name = String(repeating: "0", count: digits - number.count) + number
            try put(try spool.jpeg(of: choice), .thumbnail, "shot-\(name).jpg", still)
        }
        let cells = try zip(shots, chosen).prefix(ContactSheet.maximumCells).enumerated().map { index, pair in
            ContactSheet.Cell(
                index: index + 1, start: pass.times.timeFromStart(of: pair.0.startFrame),
                end: pass.times.timeFromStart(of: pair.0.endFrame), still: try spool.jpeg(of: pair.1))
        }
        let sheet = try ContactSheet.jpeg(cells)
        try put(sheet.bytes, .sheet, "sheet.jpg", sheet.size)
        try put(try sprite.jpeg(), .sprite, "sprite.jpg", sprite.size)
        let times = (0..<pass.times.count).map { pass.times.timeFromStart(of: $0) }
        let map = sprite.webVTT(image: "sprite.jpg", times: times, end: pass.times.timeFromStart(of: times.count))
        try OutputFile.write(Array(map.utf8), to: folder.appending(path: "sprite.vtt").path)
        written.append(Written(kind: .spriteMap, file: "sprite.vtt", size: sprite.size, codec: nil))
        return written
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
            try spool.keep(try consumers.reducer.reduce(frame), frame: wanted, brightness: 128)
            return false
        }
        // A seek that missed in a strange file still leaves the nearest picture that was kept.
        guard let still = Still.best(of: spool.stills, in: frames)
            ?? spool.stills.min(by: { abs($0.frame - wanted) < abs($1.frame - wanted) })
        else { throw InputError(path: clip.path, problem: .noFrames) }
        return still
    }
}

extension Shot {
    /// How many frames it has.
    var count: Int { endFrame - startFrame }
}
