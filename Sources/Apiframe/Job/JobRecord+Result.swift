internal import JSON

extension JobRecord {
    /// Where the job's clips are, from any shape of `result` in use: `{"videoUrl": …}`, `{"videos": […]}` of texts
    /// or objects, or the text alone.
    static func clipURLs(in result: JSONValue) -> [String] {
        switch result {
        case .string(let url): url.isEmpty ? [] : [url]
        case .array(let elements): elements.flatMap(clipURLs(in:))
        case .object(let members):
            // In the order of trust; the first that holds any is the answer, so that no clip comes twice.
            ["videoUrl", "videos", "video", "url"].lazy.compactMap { members[$0] }.map(clipURLs(in:))
                .first { !$0.isEmpty } ?? []
        default: []
        }
    }
}
