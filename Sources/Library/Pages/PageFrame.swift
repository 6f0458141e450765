/// What stands around a page's content.
package struct PageFrame: Sendable {
    /// Where a page of the service belongs.
    package enum Place: Sendable { case clips, queue, elsewhere }

    // The template reads these by name.
    let isServed, isClips, isQueue: Bool
    let styleLink, scriptLink: String?
    let policy, style, script: String?

    /// A page that the service answers with; its policy is in the answer's header.
    package static func served(_ place: Place) -> PageFrame {
        PageFrame(
            isServed: true, isClips: place == .clips, isQueue: place == .queue, styleLink: PageAsset.style.path,
            scriptLink: PageAsset.script.path, policy: nil, style: nil, script: nil)
    }

    /// A page that is a file of its own, and holds all it needs but the clip.
    static var alone: PageFrame { alone(script: PageAsset.script) }

    /// A page that is a file of its own, and in which nothing happens.
    static var still: PageFrame { alone(script: nil) }

    private static func alone(script: PageAsset?) -> PageFrame {
        let policy = """
            default-src 'none'; script-src \(script?.policyHash ?? "'none'"); style-src \(PageAsset.style.policyHash); \
            img-src data: 'self' file:; media-src 'self' file:; base-uri 'none'; form-action 'none'
            """
        return PageFrame(
            isServed: false, isClips: false, isQueue: false, styleLink: nil, scriptLink: nil, policy: policy,
            style: PageAsset.style.text, script: script?.text)
    }
}
