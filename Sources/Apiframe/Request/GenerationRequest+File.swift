package import Foundation

extension GenerationRequest {
    /// The longest body that is read, in bytes. Prompts hold at most 4000 characters, so real ones are a few
    /// kilobytes.
    package static let largestFile = 1 << 20

    /// Reads a saved body. Every error names the file.
    package init(contentsOf file: String) throws(RequestError) {
        let data = try GenerationRequest.read(file)
        do {
            try self.init(json: data)
        } catch {
            throw .inFile(file, error)
        }
    }

    /// Reads a regular file of at most `most` bytes.
    package static func read(_ file: String, upTo most: Int = largestFile) throws(RequestError) -> Data {
        var isFolder: ObjCBool = false
        let resolved = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
        guard FileManager.default.fileExists(atPath: resolved, isDirectory: &isFolder) else {
            throw .unreadable(file: file, reason: "there is no such file")
        }
        guard !isFolder.boolValue else { throw .unreadable(file: file, reason: "this is a folder") }
        // A pipe or a device could keep us waiting, or never end.
        let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
        guard type == .typeRegular else { throw .unreadable(file: file, reason: "this is not a regular file") }
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: resolved))
            defer { try? handle.close() }
            data = try handle.read(upToCount: most + 1) ?? Data()
        } catch {
            throw .unreadable(file: file, reason: "it cannot be read")
        }
        guard data.count <= most else {
            throw .unreadable(file: file, reason: "it is larger than \(most >> 20) MiB")
        }
        return data
    }
}
