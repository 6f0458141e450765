/// A place that is to be read and is no folder.
package struct NoFolder: Error, CustomStringConvertible {
    /// The place as the user named it.
    package let path: String

    package init(path: String) { self.path = path }

    package var description: String { "\(path): no such folder" }
}
