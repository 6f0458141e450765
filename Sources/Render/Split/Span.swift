internal import Media
internal import Timing

/// A run of the clip's frames in a file: all of it for one shot, one of several where shots are joined.
struct Span: Sendable {
    /// Numbers in the clip.
    let frames: Range<Int>
    /// Where it lies in the clip, from the appearance of its first frame to the end of its last, in ticks.
    let ticks: Range<Int>
    /// The file's tick at which it begins.
    let place: Int
    /// The length of a tick.
    let timeBase: Rational

    /// The file's tick for one of the clip's.
    func tickInFile(_ tick: Int) -> Int { tick - ticks.lowerBound + place }

    /// The file's tick at which it ends.
    var end: Int { place + ticks.count }

    /// Where it lies in a track of the clip's sound, in samples: never more than half a sample beside its pictures.
    func samples(of track: SoundTrack) -> Range<Int> {
        let first = sample(ticks.lowerBound, of: track)
        // Behind a joint the file's places are rounded, not the clip's, or a sample could come twice.
        let last =
            place == 0 ? sample(ticks.upperBound, of: track) : first + sample(end, of: track) - sampleInFile(of: track)
        return first..<max(first, last)
    }

    /// Where its sound begins in the file, in samples.
    func sampleInFile(of track: SoundTrack) -> Int { sample(place, of: track) }

    private func sample(_ tick: Int, of track: SoundTrack) -> Int {
        MediaTime(ticks: tick, timeBase: timeBase).rescaled(to: track.sampleBase, rounding: .nearest)?.ticks ?? 0
    }
}
