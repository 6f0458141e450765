internal import Media
internal import Timing

/// The subtitles of one file: the source's lines that are shown during its pictures, for as long as both are.
struct ShotSubtitles {
    private struct Line {
        let sample: [UInt8]
        let timing: Muxer.Timing
    }

    private var tracks: [(lines: [Line], stream: Int)] = []

    /// Adds a track to the file for each of the source's.
    init(_ shot: ShotFile.Shot, of demuxer: borrowing Demuxer, in muxer: Muxer) throws {
        for track in shot.subtitles {
            let stream = try muxer.addSubtitles(of: track, from: demuxer)
            tracks.append((Self.lines(of: track, shot.spans), stream))
        }
    }

    /// The most packets that all tracks will have: behind each line may be a gap.
    var packetCount: Int { tracks.reduce(0) { $0 + $1.lines.count * 2 + 2 } }

    /// Writes all of them.
    func write(to muxer: Muxer) throws {
        let empty = try Packet()
        for (lines, stream) in tracks {
            for line in lines {
                try muxer.write(try empty.replacing(bytes: line.sample), to: stream, at: line.timing)
            }
        }
    }

    private static func lines(of track: SubtitleTrack, _ spans: [Span]) -> [Line] {
        spans.flatMap { span in
            track.lines.compactMap { line in
                let tick = { (time: MediaTime) in
                    time.rescaled(to: span.timeBase, rounding: .nearest)?.ticks.clamped(to: span.ticks)
                }
                guard let start = tick(line.start), let end = tick(line.end), start < end else { return nil }
                let place = MediaTime(ticks: span.tickInFile(start), timeBase: span.timeBase)
                let length = MediaTime(ticks: end - start, timeBase: span.timeBase)
                guard let pts = place.rescaled(to: track.info.timeBase, rounding: .nearest)?.ticks,
                    let duration = length.rescaled(to: track.info.timeBase, rounding: .nearest)?.ticks, duration > 0
                else { return nil }
                return Line(sample: line.sample, timing: Muxer.Timing(pts: pts, dts: pts, duration: duration))
            }
        }
    }
}

extension Int {
    fileprivate func clamped(to range: Range<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
