/// How well the pictures between two are mixes of the two, as in a dissolve or a fade.
struct Blend {
    /// What the mix leaves over of each picture between, in parts of the distance of the two ends: 0 is a perfect dissolve.
    var leftOver: Float = 1
    /// How much of the way each picture between has gone; about 0 for the first, about 1 for the last.
    var shares: [Float] = []
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
        for index in (first + 1)..<last {
            let m = moments[index].thumbnail.cells
            var along: Int32 = 0
            for i in a.indices { along &+= (Int32(m[i]) &- Int32(a[i])) &* (Int32(b[i]) &- Int32(a[i])) }
            let share = min(max(Float(along) / Float(length), 0), 1)
            let scaled = Int32(share * 256)
            var left: Int32 = 0
            for i in a.indices {
                let way = Int32(b[i]) &- Int32(a[i])
                left &+= abs(((Int32(m[i]) &- Int32(a[i])) &* 256) &- (way &* scaled))
            }
            sum += Float(left) / 256 / Float(max(apart, 1))
            shares.append(share)
        }
        leftOver = sum / Float(last - first - 1)
    }
}
