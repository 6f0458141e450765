package import Timing

/// A shot that is to become a file, or several that are to become one.
package struct ShotRequest: Sendable {
    /// The frames of the file, in its order: those of shots that lie side by side are one run.
    package let runs: [Range<Int>]
    /// The file's name without extension: "shot-02".
    package let name: String
    /// The file's extension, where a certain one is asked for.
    package let container: String?
    /// What messages call it: "shot 2".
    package let label: String
    /// What the file says of itself; `nil` for nothing.
    package let title: String?
    /// What was ordered for the shot.
    package let prompt: String?
    /// The address of the first frame; `nil` writes no track of timecode.
    package let timecode: Timecode?
    /// What is known of the picture's origin, as an XMP packet; `nil` for nothing.
    package let xmp: String?

    /// How many frames the file is to have.
    var frameCount: Int { runs.reduce(0) { $0 + $1.count } }

    /// One shot.
    ///
    /// - Parameters:
    ///   - number: its number in the clip, from 1.
    ///   - count: how many shots the clip has, for the digits in the name.
    package init(
        frames: Range<Int>, number: Int, among count: Int, title: String? = nil, prompt: String? = nil,
        timecode: Timecode? = nil, xmp: String? = nil
    ) {
        self.init(
            joining: [frames], name: "shot-\(Numbering.name(of: number, among: count))", label: "shot \(number)",
            title: title, prompt: prompt, timecode: timecode, xmp: xmp)
    }

    /// Shots that are put together again, in this order.
    package init(
        joining shots: [Range<Int>], name: String, label: String, container: String? = nil, title: String? = nil,
        prompt: String? = nil, timecode: Timecode? = nil, xmp: String? = nil
    ) {
        runs = shots.reduce(into: []) { runs, shot in
            if let last = runs.last, last.upperBound == shot.lowerBound {
                runs[runs.count - 1] = last.lowerBound..<shot.upperBound
            } else {
                runs.append(shot)
            }
        }
        self.name = name
        self.label = label
        self.container = container
        self.title = title
        self.prompt = prompt
        self.timecode = timecode
        self.xmp = xmp
    }
}
