internal import Timing

extension Rule {
    /// Sizes are whole, often even numbers, and generators round them further; 3 % is not seen as stretched.
    private static let tolerance = 1.03
    /// Further off than this is another format: 16:10 is 11 % from 16:9, while an image-to-video clip that
    /// keeps the shape of its image (1980x1044) is 7 % off.
    private static let otherFormat = 1.10

    static let aspect = Rule("video.aspect", "the shape of the picture is the one ordered") { facts, order in
        guard let wanted = order.aspect else { return nil }
        let expected = Wording.aspect(wanted.value)
        guard let video = facts.video else { return .notEvaluated(expected, Reason.noPicture) }
        guard let shown = video.displaySize, let ratio = Rational(shown.width, shown.height) else {
            return .notEvaluated(expected, "The shape in which the picture is shown is not known.")
        }
        let actual = "\(Wording.aspect(ratio)) (\(shown))"
        let off = max(ratio.double / wanted.value.double, wanted.value.double / ratio.double)
        if off <= tolerance { return .pass(expected, actual, "The picture has the shape that was ordered.") }
        if off <= otherFormat {
            return .warn(
                expected, actual,
                "The picture is not quite \(expected) as ordered by \(wanted.origin.phrase); crop or pad it to fit.")
        }
        return .fail(
            expected, actual, "The picture has another shape than the \(expected) ordered by \(wanted.origin.phrase).")
    }
}
