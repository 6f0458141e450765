/// How well the pictures between two are mixes of the two, as in a dissolve or a fade.
struct Blend {
    /// What the mix leaves over of each picture between, in parts of the distance of the two ends: 0 is a perfect dissolve.
    var leftOver: Float = 1
    /// How far each picture between is off the way, place by place: what is nearer to the one end is further from the other.
    /// 0 for a wipe and a dissolve alike.
    var outside: Float = 1
    /// How much of the way each picture between has gone; about 0 for the first, about 1 for the last.
    var shares: [Float] = []
    /// The part of the area in which each picture between is nearer to the last than to the first, of that where these differ.
    var areas: [Float] = []
    /// Mean distance of the two ends, in levels.
    var distance: Float = 0

    /// The part of the steps between neighbouring shares that goes forward, from 0 to 1; 1 for a steady dissolve.
    var steadiness: Float {
        var forward: Float = 0
        var all: Float = 0
        for (a, b) in zip([0] + shares, shares + [1]) {
            forward += max(b - a, 0)
            all += abs(b - a)
        }
        return all > 0 ? forward / all : 0
    }
    /// The longest step between neighbouring shares: a steady dissolve takes none longer than its part, a cut goes all the way in one.
    var longestStep: Float { zip([0] + shares, shares + [1]).map { $1 - $0 }.max() ?? 1 }

    /// In levels.
    private static let noticed: Int32 = 8

    /// `first` and `last` are the last picture before and the first after.
    init(_ moments: [ShotTimeline.Moment], first: Int, last: Int) {
        let a = moments[first].thumbnail.cells
        let b = moments[last].thumbnail.cells
        var apart: Int32 = 0
        var length: Int32 = 0
        for i in a.indices {
            let way = Int32(b[i]) &- Int32(a[i])
            apart &+= abs(way)
            length &+= way &* way
        }
        distance = Float(apart) / Float(a.count)
        guard length > 0, last > first + 1 else { return }
        var sum: Float = 0
        var detours: Int32 = 0
        for index in (first + 1)..<last {
            let m = moments[index].thumbnail.cells
            var along: Int32 = 0
            for i in a.indices { along &+= (Int32(m[i]) &- Int32(a[i])) &* (Int32(b[i]) &- Int32(a[i])) }
            for i in a.indices {
                let (low, high) = (min(a[i], b[i]), max(a[i], b[i]))
                detours &+= Int32(max(low, m[i]) &- m[i]) &+ Int32(max(high, m[i]) &- high)
            }
            let share = min(max(Float(along) / Float(length), 0), 1)
            let scaled = Int32(share * 256)
            var left: Int32 = 0
            for i in a.indices {
                let way = Int32(b[i]) &- Int32(a[i])
                left &+= abs(((Int32(m[i]) &- Int32(a[i])) &* 256) &- (way &* scaled))
            }
            sum += Float(left) / 256 / Float(max(apart, 1))
            shares.append(share)
            var (differing, nearer) = (0, 0)
            for i in 0..<Thumbnail.width * Thumbnail.height where abs(Int32(b[i]) &- Int32(a[i])) >= Self.noticed {
                differing += 1
                if abs(Int32(m[i]) &- Int32(b[i])) < abs(Int32(m[i]) &- Int32(a[i])) { nearer += 1 }
            }
            areas.append(differing == 0 ? share : Float(nearer) / Float(differing))
        }
        outside = Float(detours) / Float(max(apart, 1)) / Float(last - first - 1)
        leftOver = sum / Float(last - first - 1)
    }
}
