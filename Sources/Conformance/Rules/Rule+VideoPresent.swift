extension Rule {
    static let videoPresent = Rule("video.present", "the clip has a picture") { facts, _ in
        guard facts.video != nil else {
            return .fail("a picture", "none", "The file has no picture: it is not the clip that was ordered.")
        }
        return .pass("a picture", "present", "The clip has a picture.")
    }
}
