internal import Timing

/// A place to cut that the clip does not have.
package struct CutOutsideClip: Error, CustomStringConvertible {
    let cut: CutPoint
    let end: FrameTimes

    /// One line that says how long the clip is.
    package var description: String {
        let place =
            switch cut {
            case .frame(let number): "frame \(number)"
            case .time(let time): "\(time.clockText)"
            }
        return "cannot cut at \(place): the clip has \(end.count) frames and ends at "
            + end.timeFromStart(of: end.count).clockText
    }
}
