internal import Timing

extension Rule {
    private static let notLooked = "The pictures were not looked at."

    /// A span in the middle of a clip that is no longer than this may be meant: a cut through black.
    private static let meantFrames = 2
    /// A fade has at least so many frames on its way, there and back.
    private static let fadeFrames = 4

    static let black = Rule("picture.black", "no black frames at either end, nor for long in between") { facts, _ in
        guard facts.video != nil else { return nil }
        guard let pictures = facts.pictures else { return .notEvaluated("no black frames", notLooked) }
        return empty(pictures.black, pictures, name: "black")
    }

    static let flat = Rule("picture.flat", "no frames that are white or of one other colour") { facts, _ in
        guard facts.video != nil else { return nil }
        guard let pictures = facts.pictures else { return .notEvaluated("no frames of one colour", notLooked) }
        let spans = (pictures.white + pictures.oneColour).sorted { $0.start < $1.start }
        return empty(spans, pictures, name: pictures.oneColour.isEmpty ? "white" : "of one colour")
    }

    /// Frames with nothing on them; inside a fade they are meant.
    private static func empty(_ spans: [Evidence], _ pictures: PictureFacts, name: String) -> Finding {
        let expected = "no frames that are \(name)"
        let counted = spans.filter { span in
            let frames = span.frames ?? 0..<0
            let isAtEnd = frames.lowerBound == 0 || frames.upperBound == pictures.frames
            // A fade leads there and back; a picture that only is replaced by one colour does not.
            let isFade = pictures.fades.contains {
                guard let fade = $0.frames else { return false }
                return fade.overlaps(frames) && fade.count >= frames.count + fadeFrames
            }
            return isAtEnd || (!isFade && frames.count > meantFrames)
        }
        guard !counted.isEmpty else { return .pass(expected, "none", "No frames are \(name) where none should be.") }
        let frames = counted.compactMap(\.frames)
        let count = frames.map(\.count).reduce(0, +)
        let actual = Wording.count(count, "frame")
        if count == pictures.frames { return .fail(expected, actual, "The whole clip is \(name).", at: counted) }
        let place =
            frames.contains { $0.lowerBound == 0 }
            ? "begins with" : frames.contains { $0.upperBound == pictures.frames } ? "ends with" : "has"
        return .warn(
            expected, actual,
            "The clip \(place) \(Wording.count(count, "frame")) that \(count == 1 ? "is" : "are") \(name); trim or ask again.",
            at: counted)
    }

    static let frozen = Rule("picture.frozen", "the picture does not stop moving") { facts, _ in
        guard facts.video != nil else { return nil }
        let expected = "no frozen picture"
        guard let pictures = facts.pictures else { return .notEvaluated(expected, notLooked) }
        guard !pictures.frozen.isEmpty else {
            let hasStills = !pictures.still.isEmpty
            return .pass(
                expected, hasStills ? "a still scene" : "none",
                hasStills
                    ? "Where the picture stands still, it was hardly moving before: a still scene."
                    : "The picture never freezes.")
        }
        let frames = pictures.frozen.compactMap(\.frames).map(\.count).reduce(0, +)
        let isTail = pictures.frozen.last?.endFrame == pictures.frames
        return .warn(
            expected, "\(Wording.count(frames, "frame")) frozen",
            isTail
                ? "The clip ends on a frozen picture: that time was paid for and shows nothing new."
                : "The picture freezes in the middle of motion.", at: pictures.frozen)
    }

    static let flash = Rule("picture.flash", "no single frames that do not belong") { facts, _ in
        guard facts.video != nil else { return nil }
        guard let pictures = facts.pictures else { return .notEvaluated("no stray frames", notLooked) }
        if pictures.flashes.isEmpty {
            return .pass("no stray frames", "none", "No frame stands apart from those around it.")
        }
        return .warn(
            "no stray frames", Wording.count(pictures.flashes.count, "flash", plural: "flashes"),
            "One or two frames have nothing to do with those around them: a flash, or a frame of another shot.",
            at: pictures.flashes)
    }

    static let borders = Rule("picture.borders", "no black bars inside the picture") { facts, _ in
        guard facts.video != nil else { return nil }
        guard let bars = facts.pictures?.borders else { return .notEvaluated("no bars", notLooked) }
        if bars == PictureFacts.Borders() { return .pass("no bars", "none", "The picture fills its frame.") }
        let names = [("top", bars.top), ("bottom", bars.bottom), ("left", bars.left), ("right", bars.right)]
        let actual = names.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ") + " pixels"
        return .warn(
            "no bars", actual, "Black bars are part of the picture: fewer pixels than ordered show anything; crop them."
        )
    }
}
