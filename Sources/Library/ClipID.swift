/// A clip's name in the library; comes from its content.
package struct ClipID: Hashable, Sendable {
    package let text: String
}
