internal import CPixels

/// Finds each block of a picture in an earlier one and says what is left over.
package struct BlockMatcher: Sendable {
    private let width: Int
    private let height: Int
    /// First column of each block, and the width as the last entry; the same for rows.
    private let columns: [Int]
    private let rows: [Int]

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        columns = Self.bounds(width)
        rows = Self.bounds(height)
    }

    private static func bounds(_ side: Int) -> [Int] {
        let count = max(1, (side + 4) / 8)
        return (0...count).map { $0 * side / count }
    }

    /// Columns of a sketch that has its margins.
    private var paddedWidth: Int { width + 2 * Sketch.margin }

    private struct Best {
        var cost: UInt32 = .max
        var dx = 0
        var dy = 0
    }

    /// Looks for the blocks of `later` in `earlier`; both have the matcher's size. `step` is the fineness of the
    /// search in pixels.
    package func compare(_ earlier: Sketch, _ later: Sketch, step: Int = 1) -> Comparison {
        let blocksAcross = columns.count - 1
        var best = [Best](repeating: Best(), count: blocksAcross * (rows.count - 1))
        var atRest = [UInt32](repeating: 0, count: best.count)
        var costs = [UInt32](repeating: 0, count: blocksAcross)
        let reach = Sketch.margin
        // Vertical motion is rarer and smaller in wide pictures; the search is as tall as the picture's aspect.
        let tall = max(4, min(reach, reach * height / width + 2))
        let wide = max(4, min(reach, reach * width / height + 2))
        var movedWhole = UInt32.max
        for dy in stride(from: -tall / step * step, through: tall, by: step) {
            for dx in stride(from: -wide / step * step, through: wide, by: step) {
                var whole: UInt32 = 0
                for by in 0..<(rows.count - 1) {
                    let start = (rows[by] + dy + reach) * paddedWidth + dx + reach
                    addDifferences(of: by, in: later.structure, to: earlier.padded, from: start, into: &costs)
                    for bx in 0..<blocksAcross {
                        let cost = costs[bx]
                        let block = by * blocksAcross + bx
                        whole &+= cost
                        if dx == 0 && dy == 0 { atRest[block] = cost }
                        // Of equal matches, the least motion.
                        if cost < best[block].cost
                            || cost == best[block].cost
                                && abs(dx) + abs(dy) < abs(best[block].dx) + abs(best[block].dy)
                        {
                            best[block] = Best(cost: cost, dx: dx, dy: dy)
                        }
                    }
                }
                movedWhole = min(movedWhole, whole)
            }
        }
        return judge(earlier, later, best, atRest, movedWhole)
    }

    /// The sums of differences of each block of a row of them, to samples that begin at `start` of a padded picture.
    private func addDifferences(
        of row: Int, in now: [UInt8], to padded: [UInt8], from start: Int, into costs: inout [UInt32]
    ) {
        let (first, count) = (rows[row], rows[row + 1] - rows[row])
        precondition(now.count >= (first + count) * width && start >= 0)
        precondition(padded.count >= start + (count - 1) * paddedWidth + width && costs.count == columns.count - 1)
        now.withUnsafeBufferPointer { now in
            padded.withUnsafeBufferPointer { padded in
                pixels_differences(
                    now.baseAddress! + first * width, width, padded.baseAddress! + start, paddedWidth, columns,
                    costs.count, count, &costs)
            }
        }
    }

    private func judge(
        _ earlier: Sketch, _ later: Sketch, _ best: [Best], _ atRest: [UInt32], _ movedWhole: UInt32
    ) -> Comparison {
        var out = Comparison()
        let blocksAcross = columns.count - 1
        var shares: [(left: Float, texture: Float)] = []
        shares.reserveCapacity(best.count)
        var left: Float = 0
        var leftAtRest: Float = 0
        var texture: Float = 0
        var changed = 0
        var came = 0
        var went = 0
        var emptied = 0
        var onlyCame = 0
        var onlyWent = 0
        var drawn = (then: 0, now: 0)
        var drawnAnew = (then: 0, now: 0)
        // Against the contrast of the picture, so that a dark clip is judged like a bright one.
        let noticed = 1.5 + 0.12 * max(earlier.spread, later.spread)
        for (block, match) in best.enumerated() {
            let (by, bx) = block.quotientAndRemainder(dividingBy: blocksAcross)
            var nowTexture = 0
            var thenTexture = 0
            var thenTextureAtRest = 0
            var difference = 0
            var absolute = 0
            var chroma = 0
            var still = 0
            let area = (rows[by + 1] - rows[by]) * (columns[bx + 1] - columns[bx])
            // Two passes: the second needs the block's mean difference.
            for y in rows[by]..<rows[by + 1] {
                let oldRow = min(max(y + match.dy, 0), height - 1) * width
                for x in columns[bx]..<columns[bx + 1] {
                    let i = y * width + x
                    let j = oldRow + min(max(x + match.dx, 0), width - 1)
                    nowTexture &+= abs(Int(later.structure[i]) &- 128)
                    thenTextureAtRest &+= abs(Int(earlier.structure[i]) &- 128)
                    thenTexture &+= abs(Int(earlier.structure[j]) &- 128)
                    let d = Int(later.luma[i]) &- Int(earlier.luma[j])
                    difference &+= d
                    absolute &+= abs(d)
                    chroma &+=
                        abs(Int(later.cb[i]) &- Int(earlier.cb[j])) &+ abs(Int(later.cr[i]) &- Int(earlier.cr[j]))
                    let step = abs(Int(later.luma[i]) &- Int(earlier.luma[i]))
                    still &+= step
                    let anew = step > Self.samePixel ? 1 : 0
                    if abs(Int(earlier.structure[i]) &- 128) > Self.drawnPixel {
                        drawn.then &+= 1
                        drawnAnew.then &+= anew
                    }
                    if abs(Int(later.structure[i]) &- 128) > Self.drawnPixel {
                        drawn.now &+= 1
                        drawnAnew.now &+= anew
                    }
                }
            }
            let mean = (difference + (difference < 0 ? -area / 2 : area / 2)) / area
            var relit = 0
            for y in rows[by]..<rows[by + 1] {
                let oldRow = min(max(y + match.dy, 0), height - 1) * width
                for x in columns[bx]..<columns[bx + 1] {
                    let j = oldRow + min(max(x + match.dx, 0), width - 1)
                    relit &+= abs(Int(later.luma[y * width + x]) &- Int(earlier.luma[j]) &- mean)
                }
            }
            // Flat blocks match anywhere; the constant keeps their noise from counting as structure.
            let weight = Float(nowTexture + thenTexture + 6 * area)
            left += Float(match.cost)
            leftAtRest += Float(atRest[block])
            texture += weight
            shares.append((Float(match.cost) / weight, weight))
            if Float(absolute) + Float(chroma) > noticed * Float(area) { changed += area }
            let (least, most) = (min(nowTexture, thenTextureAtRest), max(nowTexture, thenTextureAtRest))
            if least < Self.plainTexture * area && most > Self.someTexture * area { emptied += area }
            if nowTexture - thenTextureAtRest > Self.plainTexture * area { onlyCame += nowTexture - thenTextureAtRest }
            if thenTextureAtRest - nowTexture > Self.plainTexture * area { onlyWent += thenTextureAtRest - nowTexture }
            came += max(nowTexture - thenTextureAtRest, 0)
            went += max(thenTextureAtRest - nowTexture, 0)
            out.luma += Float(absolute)
            out.relitLuma += Float(relit)
            out.chroma += Float(chroma)
            out.stillLuma += Float(still)
        }
        let pixels = Float(width * height)
        out.structure = left / texture
        out.still = leftAtRest / texture
        out.movedWhole = Float(movedWhole) / texture
        out.emptied = Float(emptied) / pixels
        out.replaced = min(
            Float(drawnAnew.then) / Float(max(drawn.then, 1)), Float(drawnAnew.now) / Float(max(drawn.now, 1)))
        out.oneSidedAlone = Float(abs(onlyCame - onlyWent)) / Float(max(onlyCame + onlyWent, 1))
        out.changedArea = Float(changed) / pixels
        out.oneSided = Float(abs(came - went)) / (Float(came + went) + 2 * pixels)
        out.luma /= pixels
        out.relitLuma /= pixels
        out.chroma /= 2 * pixels
        out.stillLuma /= pixels
        (out.lowQuartile, out.median, out.highQuartile) = quartiles(shares, of: texture)
        out.disorder = disorder(best, across: blocksAcross)
        (out.lumaHistogram, out.chromaHistogram) = histogramDistances(earlier, later)
        return out
    }

    /// Mean structure of a pixel, beside 128, below which a block is plain, and above which it is not.
    private static let plainTexture = 2
    private static let someTexture = 6
    /// Structure of a pixel, beside 128, above which something is drawn there, and the change of its luma that leaves it as it was.
    private static let drawnPixel = 20
    private static let samePixel = 12

    private func quartiles(_ shares: [(left: Float, texture: Float)], of total: Float) -> (Float, Float, Float) {
        let ordered = shares.sorted { $0.left < $1.left }
        var marks: [Float] = []
        var passed: Float = 0
        for share in ordered {
            passed += share.texture
            while marks.count < 3 && passed >= total * 0.25 * Float(marks.count + 1) { marks.append(share.left) }
        }
        while marks.count < 3 { marks.append(ordered.last?.left ?? 0) }
        return (marks[0], marks[1], marks[2])
    }

    private func disorder(_ best: [Best], across: Int) -> Float {
        var pairs = 0
        var sum = 0
        for block in best.indices {
            if block % across + 1 < across {
                sum += min(6, abs(best[block].dx - best[block + 1].dx) + abs(best[block].dy - best[block + 1].dy))
                pairs += 1
            }
            if block + across < best.count {
                let below = best[block + across]
                sum += min(6, abs(best[block].dx - below.dx) + abs(best[block].dy - below.dy))
                pairs += 1
            }
        }
        return pairs == 0 ? 0 : Float(sum) / Float(6 * pairs)
    }

    private func histogramDistances(_ a: Sketch, _ b: Sketch) -> (Float, Float) {
        var luma: Float = 0
        var chroma: Float = 0
        for i in 0..<16 { luma += abs(a.histogram[i] - b.histogram[i]) }
        for i in 16..<80 { chroma += abs(a.histogram[i] - b.histogram[i]) }
        return (luma / 2, chroma / 2)
    }
}
