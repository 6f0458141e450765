extension Rule {
    /// From here on a picture was scaled up; below it may also be a soft one. Of clips whose source was left out of training,
    /// 0.6 % of those with fine detail and 2.8 % of the others are beyond it in their own size.
    private static let sureFrom = 0.9
    /// The estimate goes in steps of a third; a size within this share of the pixels is the same one.
    private static let sameFrom = 0.7

    /// Compares the detail with the size ordered, or with the picture's own size where none was ordered or the picture
    /// is smaller anyway: that is for ``resolution`` to say.
    static let trueResolution = Rule(
        "video.trueResolution", "the detail in the picture fills its size, not one that was scaled up"
    ) { facts, order in
        guard let video = facts.video else { return .notEvaluated(nil, Reason.noPicture) }
        guard let size = video.uprightSize, let detail = video.detail else {
            return .notEvaluated(nil, "Nobody looked how fine the detail in the picture is.")
        }
        let smallest = order.size?.value.sizes.min { $0.pixels < $1.pixels }
        let wanted = smallest.map { $0.pixels < size.pixels ? $0 : size } ?? size
        let expected = "detail of \(wanted)"
        switch detail {
        case .tooSmall:
            return .notEvaluated(expected, "The picture is too small to tell how much of its size the detail fills.")
        case .noDetail:
            return .notEvaluated(
                expected, "Nothing in the picture is sharp or textured enough to tell its detail's size.")
        case .soft:
            return .notEvaluated(
                expected, "The finest detail is missing: the picture is soft, or it was scaled up a little.")
        case .size(let found, let confidence):
            let actual = "detail of \(found)"
            let share = Double(found.pixels) / Double(wanted.pixels)
            if share >= sameFrom {
                return .pass(
                    expected, actual,
                    "The detail fills the size; a small enlargement under coarse coding would not show, nor an AI upscaler."
                )
            }
            guard confidence >= sureFrom else {
                let message =
                    "The detail would fit \(found): it was scaled up, or is soft by nature (fog, shallow focus, smooth drawing)"
                guard order.size != nil else { return .notEvaluated(expected, message + ".") }
                return .warn(expected, actual, message + "; look at it at full size.")
            }
            guard let ordered = order.size else {
                return .warn(expected, actual, "The picture has the detail of about \(found): it was scaled up.")
            }
            return .fail(
                expected, actual,
                "The picture has the detail of about \(found) and was scaled up, though \(ordered.origin.phrase) ordered "
                    + "\(wanted): it was paid for.")
        }
    }
}
