package import Foundation
package import Render
package import Timing

/// What a user asked of a split.
package struct SplitRequest: Sendable {
    /// Where to cut; `nil` cuts where shots are found.
    package var cuts: [CutPoint]?
    package var method: CutPlan.Method
    /// The numbers of the shots to write, from 1; `nil` writes all.
    package var shots: [Int]?
    /// Whether those shots become one file, in the order in which they are named.
    package var joins: Bool
    /// What that file is called; `nil` names it for its shots.
    package var joinedFile: URL?
    /// How much of each file is read back.
    package var verification: Verification
    /// The address of the clip's first frame, "01:00:00:00"; `nil` takes the clip's own, where it has one.
    package var timecode: String?

    package init(
        cuts: [CutPoint]? = nil, method: CutPlan.Method = .auto, shots: [Int]? = nil, joins: Bool = false,
        joinedFile: URL? = nil, verification: Verification = .packets, timecode: String? = nil
    ) {
        self.cuts = cuts
        self.method = method
        self.shots = shots
        self.joins = joins
        self.joinedFile = joinedFile
        self.verification = verification
        self.timecode = timecode
    }
}
