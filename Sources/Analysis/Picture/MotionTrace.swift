/// How far the picture moves from frame to frame, and how much each frame looks like a mix of its neighbours.
struct MotionTrace: Sendable {
    /// Mean difference of luma from the frame before, in levels; 0 for the first frame.
    private(set) var steps: [Float] = []
    /// What of a frame is not a mix of the one before and the one after, as a share of the difference between those
    /// two: 0 is a perfect mix, real motion leaves 0.3 to 1. `nil` where there is no neighbour, or no motion to tell by.
    private(set) var residues: [Float?] = []
    /// How sharp each frame is: how much a sample differs from the mean of its four neighbours, in levels. A mix of two
    /// frames of a moving picture is less so.
    private(set) var sharpness: [Float] = []
    private var earlier: SmallPicture?
    private var last: SmallPicture?

    /// Mean square difference between the neighbours below which coding noise outweighs a mix, in levels.
    private static let leastMotion = 1.0

    /// Adds the next picture.
    mutating func take(_ picture: SmallPicture) {
        if let last, last.luma.count == picture.luma.count {
            steps.append(Float(Self.meanDifference(last, picture)))
            if let earlier, earlier.luma.count == picture.luma.count {
                residues[residues.count - 1] = Self.residue(of: last, between: earlier, and: picture)
            }
        } else {
            steps.append(0)
        }
        residues.append(nil)
        sharpness.append(Self.sharpness(of: picture))
        earlier = last
        last = picture
    }

    /// Mean absolute difference of luma, in levels.
    static func meanDifference(_ a: SmallPicture, _ b: SmallPicture) -> Double {
        var total: UInt32 = 0
        for index in a.luma.indices {
            total &+= UInt32(abs(Int32(a.luma[index]) &- Int32(b.luma[index])))
        }
        return Double(total) / Double(a.luma.count)
    }

    private static func sharpness(of picture: SmallPicture) -> Float {
        var total: UInt32 = 0
        let width = picture.width
        // A ribbon has no sample with four neighbours.
        guard width > 2, picture.height > 2 else { return 0 }
        for y in 1..<picture.height - 1 {
            for place in y * width + 1..<(y + 1) * width - 1 {
                let around =
                    Int32(picture.luma[place - 1]) &+ Int32(picture.luma[place + 1])
                    &+ Int32(picture.luma[place - width]) &+ Int32(picture.luma[place + width])
                total &+= UInt32(truncatingIfNeeded: abs(4 &* Int32(picture.luma[place]) &- around))
            }
        }
        return Float(total) / Float(4 * (width - 2) * (picture.height - 2))
    }

    /// The least of `frame` that no mix of `a` and `b` explains.
    private static func residue(of frame: SmallPicture, between a: SmallPicture, and b: SmallPicture) -> Float? {
        var (whole, along, own): (Int64, Int64, Int64) = (0, 0, 0)
        for index in a.luma.indices {
            let base = Int32(a.luma[index])
            let (way, gone) = (Int32(b.luma[index]) &- base, Int32(frame.luma[index]) &- base)
            whole &+= Int64(way &* way)
            along &+= Int64(way &* gone)
            own &+= Int64(gone &* gone)
        }
        guard Double(whole) >= leastMotion * Double(a.luma.count) else { return nil }
        let share = min(max(Double(along) / Double(whole), 0), 1)
        let rest = max(0, Double(own) - 2 * share * Double(along) + share * share * Double(whole))
        return Float((rest / Double(whole)).squareRoot())
    }
}
