import Foundation

/// A folder of its own for one test, removed with the last reference to it.
public final class TemporaryFolder: Sendable {
    /// The folder's path, without a slash at its end.
    public let path: String

    /// Makes the folder.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("dailies-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of `name` in the folder; nothing is made there.
    public func file(_ name: String) -> String { path + "/" + name }

    /// Writes `bytes` to `name` in the folder, and gives its path.
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    /// Writes `text` to `name` in the folder, and gives its path.
    public func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }
}

/// All bytes of a file.
public func bytes(of path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}
