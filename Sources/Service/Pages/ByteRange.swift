/// What of a file is asked for (RFC 9110, 14).
enum ByteRange: Equatable {
    /// All of it: no range was asked for, or one that is not understood, or several.
    case whole
    case part(Range<Int>)
    /// Nothing of the file is in the range.
    case outside

    /// Reads a `Range` header, for a file of so many bytes.
    init(_ header: String?, of bytes: Int) {
        self = .whole
        guard let header, header.lowercased().hasPrefix("bytes=") else { return }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.trimmingPrefix { $0 == " " } }
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return }
        // More digits than a number holds are beyond any end.
        let (first, last) = (ends[0].isEmpty ? nil : Int(ends[0]) ?? .max, ends[1].isEmpty ? nil : Int(ends[1]) ?? .max)
        switch (first, last) {
        case (let first?, let last?) where first > last: return
        case (let first?, _) where first >= bytes: self = .outside
        case (let first?, let last): self = .part(first..<min(last ?? .max, bytes - 1) + 1)
        case (nil, let count?): self = count == 0 || bytes == 0 ? .outside : .part(max(0, bytes - count)..<bytes)
        case (nil, nil): return
        }
    }
}
