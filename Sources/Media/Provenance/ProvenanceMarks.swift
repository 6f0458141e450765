internal import Foundation

/// What a file itself says of where it comes from. Nothing of it is verified: anybody can write it.
package struct ProvenanceMarks: Sendable {
    /// The manifests of C2PA; `nil` where there are none.
    package let credentials: ContentCredentials?
    /// The XMP packet of an MP4, as text; `nil` without one.
    package let xmp: String?
    /// Messages among the pictures, each once, in order.
    package let userData: [UserData]
    /// Tags of the whole file.
    package let tags: [String: String]

    /// Reads the boxes of the clip at `path`, and adds what was found while its packets went by.
    package init(of path: String, _ table: PacketTable, _ container: ContainerInfo) {
        userData = table.userData
        tags = container.metadata
        guard let file = FileHandle(forReadingAtPath: path) else {
            (credentials, xmp) = (nil, nil)
            return
        }
        defer { try? file.close() }
        let boxes = container.brand == nil && !container.format.hasPrefix("mov") ? [] : TopLevelBox.read(file)
        credentials = ContentCredentials(boxes, of: file)
        xmp = boxes.first { $0.userType == XMPBox.userType }.map {
            String(decoding: $0.bytes(of: file, limit: 1 << 20), as: UTF8.self)
        }
    }
}
