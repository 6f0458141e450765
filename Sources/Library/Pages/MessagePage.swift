/// A page that only says something: what was not found, or could not be done.
package struct MessagePage: Sendable {
    let frame = PageFrame.served(.elsewhere)
    let title, message: String

    package init(title: String, message: String) { (self.title, self.message) = (title, message) }

    package var html: String { PageTemplates.render(self, "message") }
}
