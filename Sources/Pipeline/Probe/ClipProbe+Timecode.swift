internal import Timing

extension ClipProbe {
    /// The address of the first frame by the file's own word; `nil` where it has none, where its rate varies, and where what
    /// it says is no address at its rate.
    var timecode: Timecode? {
        guard !timing.isVariable, let rate = timing.frameRate, let said = video.timecode else { return nil }
        return Timecode(said, rate: rate)
    }
}
