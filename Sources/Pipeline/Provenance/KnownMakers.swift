/// Who signs files, by the words that were seen in real ones.
enum KnownMakers {
    /// A generator's name by a whole message of user data.
    static func generator(_ text: String) -> String? { ["kling-ai": "Kling AI"][text.lowercased()] }

    /// Whether a message or a tag is an encoder's or a writer's signature.
    static func isEncoder(_ text: String) -> Bool {
        ["x264", "x265", "lavf", "lavc", "svt", "aom", "ateme", "handbrake", "nvenc", "mainconcept", "zencoder"]
            .contains(where: text.lowercased().hasPrefix)
    }
}
