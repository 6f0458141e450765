/// The decision over the whole clip: which moments begin a shot, and how.
struct BoundaryFinder {
    /// From which likelihood on a cut is one, and a gradual transition; all that is less sure stays a candidate.
    private static let leastCut: Float = 0.5
    static let leastGradual: Float = 0.6
    /// The same where it is plain what moves, and the picture is another one everywhere.
    private static let leastMovingLikelihood: Float = 0.1

    let timeline: ShotTimeline
    private let cutLikelihoods: [Float]
    let gradualLikelihoods: [Float]
    /// The number of frames that show each moment.
    private let lengths: [Int]
    /// Whether a moment stands so long that what is before it has nothing to do with what comes after.
    private let isHold: [Bool]
    /// Whether a moment is of a picture that stands so long that it is a still one.
    private let isStill: [Bool]

    /// Likelihoods for each moment of the timeline.
    init(_ timeline: ShotTimeline, cuts: [Float], graduals: [Float]) {
        self.timeline = timeline
        cutLikelihoods = cuts
        gradualLikelihoods = graduals
        let moments = timeline.moments
        let lengths = moments.indices.map { index in
            (index + 1 < moments.count ? moments[index + 1].frame : timeline.frames) - moments[index].frame
        }
        self.lengths = lengths
        // A few pictures that stand are no cadence.
        let usual = lengths.count < Self.fewest ? timeline.usualLength : lengths.sorted()[lengths.count / 2]
        isStill = timeline.stands().map { $0 >= Self.shortestHold || $0 >= max(Self.shortestCard, 2 * usual) }
        isHold = lengths.map { $0 >= max(Self.shortestHold, 4 * usual) }
    }

    /// In order, at most one at a moment, none at moment 0.
    func boundaries() -> [Boundary] {
        var found = cuts()
        for moment in stillCuts() where !found.contains(where: { $0.moment == moment }) {
            found.append(Boundary(moment: moment, transition: .cut, confidence: Self.sureOfStills))
        }
        var slow: [Boundary] = []
        let likely = peaks(gradualLikelihoods, threshold: Self.leastMovingLikelihood, reach: 8)
        for peak in likely.sorted(by: { gradualLikelihoods[$0] > gradualLikelihoods[$1] }) {
            guard let boundary = gradual(around: peak) else { continue }
            let near = frame(boundary.extent.lowerBound) - 3...frame(boundary.extent.upperBound) + 3
            func isRival(_ other: Boundary) -> Bool {
                near.contains(frame(other.moment)) || boundary.extent.overlaps(other.extent)
            }
            // A cut between two moving pictures looks a little like a short dissolve; the surer one stands.
            if slow.contains(where: isRival) { continue }
            if found.contains(where: { isRival($0) && $0.confidence >= boundary.confidence }) { continue }
            found.removeAll(where: isRival)
            slow.append(boundary)
        }
        found += slow
        for run in FlatRun.all(in: timeline) { settle(run, among: &found) }
        // One or two frames at either end are a flash or a glitch.
        found.removeAll {
            frame($0.moment) < Self.shortestShot || timeline.frames - frame($0.moment) < Self.shortestShot
        }
        found.removeAll(where: isLightAtEnd)
        return withoutReturns(found.sorted { $0.moment < $1.moment })
    }

    /// What the cut's network says, the surest first; nothing within another one's blend.
    private func cuts() -> [Boundary] {
        let all = cutLikelihoods.indices.filter { moment in
            let own = cutLikelihoods[moment]
            return own > Self.leastPeak
                && sharers(of: moment).allSatisfy {
                    cutLikelihoods[$0] < own || $0 >= moment && cutLikelihoods[$0] == own
                }
        }.compactMap(cut)
        return all.sorted { $0.confidence > $1.confidence }.reduce(into: []) { kept, boundary in
            if !kept.contains(where: { $0.extent.overlaps(boundary.extent) }) { kept.append(boundary) }
        }
    }

    /// A blend of a few moments is none of their cuts alone: they share its likelihood, and which of them has most is
    /// chance. It begins where the new picture dominates.
    private func cut(at moment: Int) -> Boundary? {
        let own = cutLikelihoods[moment]
        let shared = sharers(of: moment).map { cutLikelihoods[$0] }.reduce(0, +)
        let likelihood = min(shared, 1)
        let confidence = max(own, likelihood * 0.95)
        guard confidence > Self.leastCut, !appears(moment) else { return nil }
        var boundary = Boundary(moment: moment, transition: .cut, confidence: confidence)
        let strongest = sharers(of: moment).filter { $0 != moment }.map { cutLikelihoods[$0] }.max() ?? 0
        if strongest > Self.equal * own || own < Self.leastSure && shared - own > Self.smeared * own,
            let ramp = ramp(around: moment, within: nearby(moment)), let blended = ramp.blended,
            blended.count < Self.shortWindow, ramp.from...ramp.to ~= moment
        {
            boundary = Boundary(
                moment: ramp.dominant, transition: isFade(ramp) ? .fade : .dissolve, blended: blended,
                confidence: boundary.confidence)
        }
        return isRelit(boundary) ? nil : boundary
    }

    /// The moments that a cut's likelihood may be spread over, itself included.
    private func sharers(of moment: Int) -> [Int] {
        stretch(around: moment, reach: Self.cutReach).filter { !isAnother($0, than: moment) }
    }

    /// Whether a moment is a cut by itself.
    func isLikelyCut(_ moment: Int) -> Bool { cutLikelihoods[moment] > Self.leastCut }

    /// Whether one moment is a cut by itself, and so far from the other that there is a shot between.
    private func isAnother(_ other: Int, than moment: Int) -> Bool {
        abs(frame(other) - frame(moment)) >= Self.shortShot && isLikelyCut(other)
    }

    /// The moments in which a blend of a few is measured: at least so many frames, whatever is held.
    private func nearby(_ moment: Int) -> ClosedRange<Int> {
        var window = stretch(around: moment, reach: Self.shortWindow)
        let widest = stretch(around: moment, reach: 2 * Self.shortWindow)
        while window.lowerBound > widest.lowerBound, frame(moment) - frame(window.lowerBound) < 2 * Self.shortWindow {
            window = window.lowerBound - 1...window.upperBound
        }
        while window.upperBound < widest.upperBound, frame(window.upperBound) - frame(moment) < 2 * Self.shortWindow {
            window = window.lowerBound...window.upperBound + 1
        }
        let others = window.filter { isAnother($0, than: moment) }
        let low = others.last { $0 < moment } ?? window.lowerBound
        let high = others.first { $0 > moment }.map { $0 - 1 } ?? window.upperBound
        return low...high
    }

    func ramp(around moment: Int, within window: ClosedRange<Int>) -> Ramp? {
        Ramp(timeline.moments, lengths: lengths, around: moment, within: window)
    }

    /// Where a still picture begins or ends with another one, all at once. With few moments on that side the
    /// networks have little to weigh the difference against, and need nothing: it stands alone. A flash comes
    /// back at once, and motion that comes to rest has moments like it before.
    private func stillCuts() -> [Int] {
        isStill.indices.dropFirst().filter { moment in
            guard isStill[moment] || isStill[moment - 1] else { return false }
            let before = isStill[moment - 1] ? [] : Array(max(1, moment - ShotTimeline.context)..<moment)
            let after = isStill[moment] ? [] : Array((moment + 1..<isStill.count).prefix(ShotTimeline.context))
            let usual = (before + after).map(difference).max() ?? 0
            if isStill[moment], isStill[moment - 1], isOther(moment) { return !appears(moment) }
            return difference(moment) > max(Self.otherPicture, 4 * usual) && !appears(moment)
        }
    }

    /// Whether one of two pictures that stand is not the other moved. Block by block the words of a card are found again in those of
    /// another one near by, so what counts is the picture in place, and moved as a whole.
    private func isOther(_ moment: Int) -> Bool {
        guard let step = timeline.comparison(moment, lag: 0) else { return false }
        return step.still > Self.otherInPlace && step.movedWhole > max(Self.otherMoved, Self.unmoved * step.still)
            && (step.replaced > Self.mostlyReplaced || step.structure > Self.sameStructure)
    }

    /// Whether most of the picture stays, and something comes in addition or goes: a caption, an inset, a logo. A cut
    /// replaces what there is.
    private func appears(_ moment: Int) -> Bool {
        guard let comparison = timeline.comparison(moment, lag: 0) else { return false }
        // Where both stand, what was there has to be there still: other words, and more of them, are another card.
        if isStill[moment], isStill[moment - 1], comparison.replaced > Self.mostOverdrawn { return false }
        return comparison.changedArea < Self.leastReplaced && comparison.emptied < Self.leastReplaced
            && (comparison.oneSided > (isStill[moment] && isStill[moment - 1] ? Self.mostReplaced : Self.mostBalanced)
                || comparison.oneSidedAlone > Self.mostReplaced)
    }

    /// Whether the same picture goes on in another light: across the boundary its structure changes hardly more than it
    /// does around, or what is left of the change once the blocks' brightness is discounted is little.
    private func isRelit(_ boundary: Boundary) -> Bool {
        let moments = timeline.moments
        let (first, last) = (boundary.extent.lowerBound, boundary.extent.upperBound)
        let longest = max(3, last - first + 2)
        let lags = 0...(ShotTimeline.lags.firstIndex { $0 >= longest } ?? ShotTimeline.lags.count - 1)
        guard min(moments[first - 1].spread, moments[last].spread) > Self.faded,
            let step = timeline.comparison(boundary.moment, lag: 0), step.structure < Self.otherPicture,
            !isReplaced(boundary, step)
        else { return false }
        let excess = lags.map { self.excess(across: boundary.extent, lag: $0) }.max() ?? 0
        // Light that takes or gives contrast everywhere leaves the structure less alike.
        let most = step.oneSided > Self.mostBalanced ? Self.mostWashedOut : Self.mostRelit
        return excess < Self.leastExcess
            || excess < most && step.relitLuma < Self.leftOver * max(step.luma, step.chroma)
    }

    /// Whether what stood still is no more where it was: words on a card are found again in other words, if one only looks
    /// around.
    private func isReplaced(_ boundary: Boundary, _ step: Comparison) -> Bool {
        let around =
            (boundary.extent.lowerBound - 2..<boundary.extent.lowerBound).map(\.self)
            + (boundary.extent.upperBound + 1...boundary.extent.upperBound + 2).map(\.self)
        let usual = around.compactMap { timeline.comparison($0, lag: 0)?.still }.max() ?? 0
        return step.still - usual > Self.otherWords
    }

    /// The most that pictures differ by in structure over a boundary's moments, above what is usual on either side.
    private func excess(across extent: ClosedRange<Int>, lag: Int) -> Float {
        func structures(_ range: Range<Int>) -> [Float] {
            range.compactMap { timeline.comparison($0, lag: lag)?.structure }
        }
        func usual(_ range: Range<Int>) -> Float {
            let ordered = structures(range).sorted()
            return ordered.isEmpty ? 0 : ordered[ordered.count / 2]
        }
        let first = extent.lowerBound
        let after = extent.upperBound + ShotTimeline.lags[lag]
        let across = structures(first..<after).max() ?? 0
        return across
            - max(usual(max(0, first - ShotTimeline.context)..<first), usual(after..<after + ShotTimeline.context))
    }

    /// Whether all that lies before a boundary is light that dies away at the clip's start, or all after it light that grows
    /// at its end: contrast that comes back step by step from less than half.
    private func isLightAtEnd(_ boundary: Boundary) -> Bool {
        let moments = timeline.moments
        let reach = ShotTimeline.longestHidden
        func comesBack(
            _ hidden: some RandomAccessCollection<ShotTimeline.Moment>, of frames: Int,
            to shown: ArraySlice<ShotTimeline.Moment>
        ) -> Bool {
            guard hidden.count > Self.leastSteps, let first = hidden.first, let last = hidden.last, frames < reach
            else { return false }
            // A cut between two shots of unlike contrast takes the whole way at once.
            let steps = zip(hidden, hidden.dropFirst()).map { $1.spread - $0.spread }
            guard (steps.max() ?? 0) < Self.longestStep * (last.spread - first.spread) else { return false }
            return first.spread < Self.washedOut * (shown.map(\.spread).max() ?? 0)
                && zip(hidden, hidden.dropFirst()).allSatisfy { $0.spread < $1.spread }
        }
        let moment = boundary.moment
        // A card that stands at the end is one picture for a long time.
        return comesBack(moments[...moment], of: frame(moment), to: moments[moment...].prefix(reach))
            || comesBack(
                moments[(moment - 1)...].reversed(), of: timeline.frames - frame(moment - 1),
                to: moments[..<moment].suffix(reach))
    }

    private func difference(_ moment: Int) -> Float { timeline.comparison(moment, lag: 0)?.structure ?? 0 }

    /// Structure that differs more is another picture; light alone stays far below.
    static let otherPicture: Float = 0.25
    /// Structure above the usual that a cut has at the least, and where light changes a lot, a relight at the most.
    private static let leastExcess: Float = 0.03
    private static let mostRelit: Float = 0.11
    private static let mostWashedOut: Float = 0.2
    /// The share of a change that a relight leaves, once the blocks' brightness is discounted.
    private static let leftOver: Float = 1 / 3
    /// Structure in place, motion not looked for, that another light does not change so much.
    private static let otherWords: Float = 0.3
    private static let leastReplaced: Float = 0.4
    /// What two pictures that stand differ by at the least: in place, moved as a whole, and so moved as a share of in place; and
    /// the share of what is drawn that is drawn anew.
    private static let otherInPlace: Float = 0.25
    private static let otherMoved: Float = 0.2
    private static let unmoved: Float = 0.45
    private static let mostlyReplaced: Float = 0.35
    private static let mostBalanced: Float = 0.6
    private static let mostReplaced: Float = 0.85
    /// What is drawn anew of a picture that stays, where something else appears so near that it is partly over it.
    private static let mostOverdrawn: Float = 0.25
    private static let sureOfStills: Float = 0.95
    private static let sureOfHidden: Float = 0.8
    /// In frames.
    private static let shortestShot = 3
    private static let shortestHold = 12
    /// In moments: of fewer the median says nothing.
    private static let fewest = 8
    /// Among shorter ones a picture stands from here on.
    private static let shortestCard = 8
    /// One colour at either end of the clip is no shot of its own for so long.
    private static let longestBlank = 8
    private static let cutReach = 3
    /// A shot may be as short as this, in frames, between two cuts.
    static let shortShot = 5
    /// The likelihood of a cut's neighbours, as a share of its own, from which on it may be a blend: of all together
    /// where it is not sure by itself, or of a single one.
    private static let smeared: Float = 0.25
    private static let equal: Float = 0.5
    private static let leastSure: Float = 0.9
    /// The window in which a blend of a few moments is measured, in moments on either side.
    private static let shortWindow = 7
    private static let leastPeak: Float = 0.2
    /// Steps of contrast that are a course, not chance.
    private static let leastSteps = 3
    /// The part of the whole way that one of them may take.
    private static let longestStep: Float = 0.7

    func frame(_ moment: Int) -> Int { timeline.moments[moment].frame }

    /// Brings what was found in agreement with a stretch of one colour and the fades on its sides.
    private func settle(_ run: FlatRun, among found: inout [Boundary]) {
        let last = timeline.moments.count - 1
        let leaves = run.moments.lowerBound > 0
        let returns = run.moments.upperBound < last
        if run.frames >= FlatRun.longest {
            if leaves && !run.fadeOut.isEmpty {
                replace(run.fadeOut, with: half(of: run.fadeOut), &found)
            }
            if returns && !run.fadeIn.isEmpty {
                replace(run.fadeIn, with: half(of: run.fadeIn), &found)
            }
        } else if !run.fadeOut.isEmpty || !run.fadeIn.isEmpty {
            let whole = run.fadeOut.lowerBound..<run.fadeIn.upperBound
            // A fade from the clip's first picture or to its last has but one shot.
            let isShot = leaves && returns && !self.returns(from: run.fadeOut.lowerBound, to: run.fadeIn.upperBound)
            let moment = isShot ? half(of: run.fadeIn) : nil
            replace(whole, with: moment, &found)
        } else if !leaves || !returns, run.frames <= Self.longestBlank {
            // At either end a moment of one colour belongs to the shot beside it.
            found.removeAll { $0.moment == (leaves ? run.moments.lowerBound : run.moments.upperBound + 1) }
        } else if run.frames < Self.shortShot {
            settle(flash: run.moments, among: &found)
        }
    }

    /// A few moments of one colour are no shot: where the picture comes back they are a flash, and where another one follows,
    /// it begins with that.
    private func settle(flash: ClosedRange<Int>, among found: inout [Boundary]) {
        let next = flash.upperBound + 1
        if returns(from: flash.lowerBound, to: next) {
            found.removeAll { flash.lowerBound...next ~= $0.moment }
            return
        }
        let near = found.filter { (flash.lowerBound...next).overlaps($0.extent) }
        guard near.count != 1,
            let across = timeline.differences(next).last(where: { $0.moment == flash.lowerBound - 1 })?.structure,
            across > Self.otherPicture, across - difference(next + 1) > Self.mostRelit
        else { return }
        found.removeAll { near.contains($0) }
        let confidence = near.map(\.confidence).max() ?? Self.sureOfHidden
        found.append(Boundary(moment: next, transition: .cut, confidence: confidence))
    }

    /// The moment of a fade from which it is nearer to its end than to its beginning.
    private func half(of fade: Range<Int>) -> Int {
        guard let first = fade.first, let last = fade.last else { return fade.lowerBound }
        let spreads = timeline.moments[fade].map(\.spread)
        let whole = spreads[spreads.count - 1] - spreads[0]
        let times = fade.map { Float(frame($0) - frame(first)) + Float(lengths[$0] - 1) / 2 }
        return HalfWay.first(of: spreads.map { ($0 - spreads[0]) / whole }, at: times).map { first + $0 } ?? last
    }

    private func replace(_ extent: Range<Int>, with moment: Int?, _ found: inout [Boundary]) {
        let near = extent.lowerBound - 1...extent.upperBound
        let confidence = found.filter { near.overlaps($0.extent) }.map(\.confidence).max() ?? 0
        found.removeAll { near.overlaps($0.extent) }
        guard let moment else { return }
        found.append(
            Boundary(
                moment: moment, transition: .fade, blended: extent.lowerBound...extent.upperBound - 1,
                confidence: max(confidence, 0.9)))
    }

    /// The moments where a likelihood is above the threshold and not surpassed within reach: around a boundary its
    /// neighbours are likely too. Beyond a hold, nothing is a neighbour.
    private func peaks(_ likelihoods: [Float], threshold: Float, reach: Int) -> [Int] {
        likelihoods.indices.filter { moment in
            let likelihood = likelihoods[moment]
            guard likelihood > threshold else { return false }
            let near = stretch(around: moment, reach: reach)
            return likelihoods[near.lowerBound..<moment].allSatisfy { $0 < likelihood }
                && likelihoods[moment...near.upperBound].allSatisfy { $0 <= likelihood }
        }
    }

    /// The moments within reach of one, as far as the next hold on either side.
    func stretch(around moment: Int, reach: Int) -> ClosedRange<Int> {
        var low = moment
        while low > 0, moment - low < reach, !(low < moment && isHold[low]) { low -= 1 }
        var high = moment
        while high < isHold.count - 1, high - moment < reach, !isHold[high] { high += 1 }
        return low...high
    }
}
