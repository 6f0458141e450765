/// Paths of files within a folder, as a sidecar or a URL names them.
enum FilePath {
    /// Whether a path leads to something in the folder by its words alone: relative, without empty parts, "." and "..", and
    /// without control characters.
    ///
    /// It goes by bytes, as the system does: a mark that joins a slash makes one character of both.
    static func isInside(_ path: String) -> Bool {
        !path.isEmpty && path.utf8.allSatisfy { $0 >= 0x20 }
            && path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
            }
    }

    /// The parts of a path, by its slashes.
    static func parts(of path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { String($0) ?? "" }
    }
}
