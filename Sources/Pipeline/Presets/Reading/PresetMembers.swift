/// The keys of a mapping in a preset file, all of which are known.
struct PresetMembers {
    let parent: PresetNode
    let members: [String: PresetNode]

    /// What stands under `key`, or `nil` where it was left out.
    subscript(key: String) -> PresetNode? { members[key] }

    /// What stands under `key`, which must not be left out.
    func required(_ key: String) throws(PresetError) -> PresetNode {
        guard let member = members[key] else { throw parent.invalid("the key '\(key)' is missing") }
        return member
    }
}
