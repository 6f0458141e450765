/// The files that users name.
package enum InputFile {
    /// Throws ``InputError`` unless `path` is a readable, regular file that is not empty.
    package static func require(_ path: String) throws(InputError) { try requireRegularFile(path) }
}
