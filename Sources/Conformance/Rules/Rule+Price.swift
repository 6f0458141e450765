internal import Timing

extension Rule {
    static let price = Rule("price.credits", "the job cost what the price list says") { facts, order in
        guard let wanted = order.price else { return nil }
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

    /// The length of the picture without what is black, of one colour or frozen.
    private static func usableSeconds(_ facts: Facts) -> Double? {
        guard let length = facts.video?.duration ?? facts.duration else { return nil }
        let lost = (facts.pictures.map { $0.black + $0.white + $0.oneColour + $0.frozen } ?? [])
            .map { $0.end.seconds - $0.start.seconds }.reduce(0, +)
        let usable = length.seconds - lost
        return usable > 0 ? usable : nil
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
