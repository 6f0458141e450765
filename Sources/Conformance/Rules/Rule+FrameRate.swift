internal import Timing

extension Rule {
    static let frameRate = Rule("video.frameRate", "frames a second are those ordered") { facts, order in
        guard let wanted = order.frameRate else { return nil }
        let expected = wanted.value.phrase
        guard let video = facts.video else { return .notEvaluated(expected, Reason.noPicture) }
        guard let rate = video.frameRate else { return .notEvaluated(expected, "The frame rate is not known.") }
        let actual = Wording.rate(rate)
        if wanted.value.accepts(rate) {
            return .pass(expected, actual, "The clip has the frame rate that was ordered.")
        }
        return .fail(
            expected, actual,
            "The clip runs at \(actual), where \(wanted.origin.phrase) ordered \(expected); convert it.")
    }

    static let constantFrameRate = Rule(
        "video.constantFrameRate", "every frame lasts as long as the next, where that was ordered"
    ) { facts, order in
        guard let wanted = order.constantFrameRate, wanted.value else { return nil }
        let expected = "constant"
        guard let video = facts.video else { return .notEvaluated(expected, Reason.noPicture) }
        guard let varies = video.variableFrameRate else {
            return .notEvaluated(expected, "The lengths of the frames were not compared.")
        }
        guard varies else { return .pass(expected, "constant", "Every frame lasts as long as the next.") }
        return .warn(
            expected, "variable",
            "The frame rate varies, where \(wanted.origin.phrase) ordered a constant one; convert it before editing.")
    }
}

extension FrameRateRule {
    fileprivate var phrase: String {
        switch self {
        case .oneOf(let rates): Wording.anyOf(rates.map(Wording.rate))
        case .atLeast(let rate): "at least \(Wording.rate(rate))"
        }
    }

    fileprivate func accepts(_ rate: Rational) -> Bool {
        switch self {
        case .oneOf(let rates): rates.contains { rate.isWithinAThousandth(of: $0) }
        case .atLeast(let least): rate >= least || rate.isWithinAThousandth(of: least)
        }
    }
}

extension Rational {
    /// Whether this is within 0.1 % of `other`, exactly: 23.976 counts as 24 and the other way round, and
    /// a rate computed from rounded timestamps as what it was meant to be.
    fileprivate func isWithinAThousandth(of other: Rational) -> Bool {
        let a = Int128(numerator) * Int128(other.denominator)
        let b = Int128(other.numerator) * Int128(denominator)
        // Relative to the greater of the two, so that the answer does not depend on the order. Dividing
        // instead of multiplying cannot overflow.
        let greater = max(a.magnitude, b.magnitude)
        return (a - b).magnitude <= greater / 1000
    }
}
