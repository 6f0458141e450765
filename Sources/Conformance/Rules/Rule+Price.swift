internal import Timing

extension Rule {
    static let price = Rule("price.credits", "the job cost what the price list says") { facts, order in
        guard let wanted = order.price else {
            return facts.chargedCredits.map {
                .notEvaluated(
                    nil,
                    "The job cost \(Wording.count($0, "credit")); the price list has no price for what was ordered.")
            }
        }
        let expected = Wording.credits(wanted.value.credits, wanted.value)
        guard let charged = facts.chargedCredits else {
            return .notEvaluated(expected, "What the job cost is not known; give its record with --job.")
        }
        let actual = Wording.credits(charged, wanted.value)
        let second = usableSeconds(facts).map { seconds in
            let cents = Double(charged * wanted.value.creditCents) / seconds
            return
                " Each of \(Wording.decimal(seconds, places: 2)) usable seconds cost $\(Wording.decimal(cents / 100, places: 2))."
        }
        if charged == wanted.value.credits {
            return .pass(expected, actual, "The job cost what the price list says.\(second ?? "")")
        }
        let relation = charged > wanted.value.credits ? "more" : "less"
        return .warn(
            expected, actual,
            "The job cost \(relation) than the price list says for what \(wanted.origin.phrase) ordered; see which is out of date.\(second ?? "")"
        )
    }

    /// The length of the picture without the share of frames that are black, of one colour, frozen or damaged.
    private static func usableSeconds(_ facts: Facts) -> Double? {
        guard let length = facts.video?.duration ?? facts.duration else { return nil }
        guard let pictures = facts.pictures, pictures.frames > 0 else { return length.seconds }
        let lost =
            pictures.black + pictures.white + pictures.oneColour + pictures.frozen
            + (facts.reading?.damagedFrames ?? [])
        let share = Double(pictures.frames - lost.frameCount) / Double(pictures.frames)
        return share > 0 ? length.seconds * share : nil
    }
}

extension Wording {
    /// "290 credits ($2.90)".
    fileprivate static func credits(_ credits: Int, _ price: Price) -> String {
        let cents = credits * price.creditCents
        let rest = cents % 100
        return "\(count(credits, "credit")) ($\(cents / 100).\(rest < 10 ? "0" : "")\(rest))"
    }
}
