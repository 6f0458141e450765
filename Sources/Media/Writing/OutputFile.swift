internal import Glibc

/// Small files written whole.
package enum OutputFile {
    /// Writes `bytes` to a new file at `path`, or over an old one.
    package static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw OutputError(path: path) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else {
                let code = errno
                close(file)
                throw OutputError(path: path, errno: code)
            }
            rest = rest.dropFirst(max(0, count))
        }
        guard close(file) == 0 else { throw OutputError(path: path) }
    }
}
