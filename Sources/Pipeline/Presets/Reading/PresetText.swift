internal import Foundation

/// The text of a preset and where it came from.
package struct PresetText: Sendable {
    /// What the preset is called: its file's name without the ending.
    package let name: String
    /// The file, for messages; "presets/…" for one that is built in.
    package let file: String
    /// YAML.
    package let text: String

    /// The longest file that is read, in bytes.
    static let largestFile = 256 * 1024

    init(name: String, file: String, text: String) {
        (self.name, self.file, self.text) = (name, file, text)
    }

    /// Reads `file`: UTF-8, a regular file, and not longer than any preset would be.
    init(name: String, contentsOf file: String) throws(PresetError) {
        let resolved = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: resolved, isDirectory: &isFolder) else {
            throw .unreadable(file: file, reason: "there is no such file")
        }
        // A pipe or a device could keep us waiting, or never end.
        let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
        guard type == .typeRegular else {
            throw .unreadable(
                file: file, reason: isFolder.boolValue ? "this is a folder" : "this is not a regular file")
        }
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: resolved))
            defer { try? handle.close() }
            data = try handle.read(upToCount: PresetText.largestFile + 1) ?? Data()
        } catch {
            throw .unreadable(file: file, reason: "it cannot be read")
        }
        guard data.count <= PresetText.largestFile else {
            throw .unreadable(file: file, reason: "it is larger than 256 KiB, which no preset is")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw .unreadable(file: file, reason: "it is not UTF-8 text")
        }
        self.init(name: name, file: file, text: text)
    }
}
