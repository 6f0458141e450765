/// Transitions that take their time: where they begin and end, and of which kind they are.
extension BoundaryFinder {
    /// The window in which a gradual transition is measured, in moments on either side of its middle.
    private static let window = 26

    func gradual(around peak: Int) -> Boundary? {
        var window = stretch(around: peak, reach: Self.window)
        let isLikely = gradualLikelihoods[peak] > Self.leastGradual
        for middle in [peak, plateau(around: peak, within: window)] {
            if var boundary = moving(
                around: middle, within: window, leaving: isLikely ? Self.mostLeftOver : Self.leastLeftOver),
                changesPicture(
                    from: boundary.extent.lowerBound - 1, to: boundary.extent.upperBound + 1, everywhere: !isLikely)
            {
                boundary.confidence = max(gradualLikelihoods[peak], Self.leastGradual)
                return boundary
            }
        }
        guard var ramp = ramp(around: peak, within: window), isLikely || isPlainMix(ramp) else { return nil }
        // Far from the transition motion counts for more than the mix, so measure again from nearer. The likelihood may be
        // highest at either end of a long one, and the first window show half of it.
        for _ in 0..<2 {
            let margin = max(3, (ramp.to - ramp.from) / 3)
            let whole = stretch(around: (ramp.from + ramp.to) / 2, reach: Self.window)
            let nearer = max(whole.lowerBound, ramp.from - margin)...min(whole.upperBound, ramp.to + margin)
            guard nearer != window, nearer.contains(peak),
                let again = self.ramp(around: peak, within: nearer)
            else { break }
            (window, ramp) = (nearer, again)
        }
        guard ramp.dominant > 0, changesPicture(from: ramp.from, to: ramp.to),
            !(isFade(ramp) && (returns(from: ramp.from, to: ramp.to) || isDip(ramp)))
        else { return nil }
        let (transition, moment) = kind(of: ramp)
        return Boundary(
            moment: moment, transition: transition, blended: ramp.blended,
            confidence: max(gradualLikelihoods[peak], Self.leastGradual))
    }

    /// Whether hardly anything but a steady mix of two pictures is seen, and those differ everywhere: a dissolve of stills.
    private func isPlainMix(_ ramp: Ramp) -> Bool {
        guard let blended = ramp.blended, blended.count >= Self.leastMoving else { return false }
        let blend = Blend(timeline.moments, first: ramp.from, last: ramp.to)
        return blend.leftOver < Self.mostUnmixed && blend.distance > Self.leastMixed
            && blend.steadiness > Self.steadyMix && blend.longestStep < Self.steepestMix / Float(blended.count + 1)
            && changesPicture(from: ramp.from, to: ramp.to, everywhere: true)
    }

    /// What a plain mix leaves over at the most, how far its ends are apart at the least, in levels, how steady it is, and its
    /// longest step, in steps of one size.
    private static let mostUnmixed: Float = 0.1
    private static let leastMixed: Float = 8
    private static let steadyMix: Float = 0.95
    private static let steepestMix: Float = 2

    /// The middle of the moments around a peak that are at least half as likely: in a long transition which of them is likeliest is
    /// chance.
    private func plateau(around peak: Int, within window: ClosedRange<Int>) -> Int {
        let least = gradualLikelihoods[peak] / 2
        let first = window.last { $0 <= peak && gradualLikelihoods[$0] < least }.map { $0 + 1 } ?? window.lowerBound
        let last = window.first { $0 >= peak && gradualLikelihoods[$0] < least }.map { $0 - 1 } ?? window.upperBound
        return (first + last) / 2
    }

    /// Whether pictures are mixed, or an edge of any shape passes over them; and the first moment at which the new one dominates.
    private func kind(of ramp: Ramp) -> (Shot.Transition, Int) {
        let mixed = (isFade(ramp) ? Shot.Transition.fade : .dissolve, ramp.dominant)
        guard let blended = ramp.blended, blended.count >= Self.leastMoving else { return mixed }
        let blend = Blend(timeline.moments, first: ramp.from, last: ramp.to)
        guard blend.leftOver > Self.leastUnmixed, blend.outside < Self.plainly * blend.leftOver,
            blend.outside < Self.mostLeftOver
        else { return mixed }
        return (.wipe, dominant(blend.areas, of: blended))
    }

    /// Whether the structure after the transition is another than before; light alone changes the rest. Everywhere: not only where
    /// something that left or came was seen, a hand or its shadow.
    private func changesPicture(from: Int, to: Int, everywhere: Bool = false) -> Bool {
        let lags = ShotTimeline.lags
        let lag = lags.firstIndex { $0 >= to - from } ?? lags.count - 1
        let last = timeline.moments.count - 1
        let across = (to...to + 2).compactMap { timeline.comparison(min($0, last), lag: lag) }
        guard let structure = across.map(\.structure).max(), let least = across.map(\.lowQuartile).max() else {
            return true
        }
        return structure > Self.sameStructure && (!everywhere || least > Self.otherPicture)
    }

    /// Whether the picture from just before all contrast was gone is there again just after: light hid it for a moment, and
    /// the motion around that was taken for the way to another picture.
    private func isDip(_ ramp: Ramp) -> Bool {
        func isGone(_ moment: Int) -> Bool { timeline.moments[moment].spread < Self.faded }
        guard let first = (ramp.from...ramp.to).first(where: isGone), first > 0,
            let next = (first...ramp.to).first(where: { !isGone($0) })
        else { return false }
        return returns(from: first, to: next)
    }

    /// Whether the picture after a fade is one from before it: it was only hidden, by a flash or an explosion.
    func returns(from: Int, to: Int) -> Bool {
        let soon = to..<min(to + 3, timeline.moments.count)
        let isSame = soon.contains { later in
            timeline.differences(later).contains { $0.moment < from && $0.structure < Self.sameStructure }
        }
        return isSame || comesBack(from: from, to: soon, since: 0)
    }

    static let sameStructure: Float = 0.13

    /// Whether all contrast goes on the way, or comes from nothing.
    func isFade(_ ramp: Ramp) -> Bool {
        let spreads = timeline.moments[ramp.from...ramp.to].map(\.spread)
        guard let least = spreads.min(), let most = spreads.max() else { return false }
        return least < Self.faded && least < most / 4
    }

    /// Luma that spreads less than this, in levels, is black or another colour, perhaps with a caption on it.
    static let faded: Float = 6
}
