/// The words of a text, what stands between white space, without the parts of them that may be secret.
///
/// It goes by scalars: a mark that joins a slash or a question mark would hide it.
enum SecretWord {
    /// Bytes without one of which no text holds a secret of a known kind: those of URLs, parameters, keys and tokens.
    static let telling = Set("/\\?&%@:=_0123456789".utf8)

    static func redacted(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var word: [Unicode.Scalar] = []
        var before: [Unicode.Scalar] = []
        func take() {
            guard !word.isEmpty else { return }
            out.append(
                contentsOf: isToken(word, after: before) ? Array(Redaction.mark.unicodeScalars) : redacted(word, 0))
            before = word
            word.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if scalar.value <= 0x20 || scalar.value > 0x7F && scalar.properties.isWhitespace {
                take()
                out.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        take()
        return String(out)
    }

    /// How often a word is decoded that is percent-encoded.
    private static let mostDecoding = 4

    private static func redacted(_ word: [Unicode.Scalar], _ level: Int) -> [Unicode.Scalar] {
        let kept = withoutKeys(withoutParameters(withoutURLParts(word)))
        guard level < mostDecoding, let plain = decoded(kept) else { return kept }
        // What stands encoded in it, such as a URL in the path of another, counts as if it were not.
        let clean = redacted(plain, level + 1)
        return clean == plain ? kept : clean
    }

    // MARK: URLs

    private static func withoutURLParts(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var out: [Unicode.Scalar] = []
        var (index, isURL) = (0, false)
        while index < word.count {
            if let end = dataURL(word, index) {
                out += word[index..<end.type]
                out += [",", "…"]
                index = end.data
            } else if let slashes = slashes(word, index) {
                out += word[index..<slashes]
                let end = word[slashes...].firstIndex { isSlash($0) || "?#".unicodeScalars.contains($0) || ends($0) }
                let authority = word[slashes..<(end ?? word.count)]
                let hasScheme = index > 0 && word[index - 1] == ":"
                guard !authority.isEmpty, hasScheme || authority.contains(where: { ".:@".unicodeScalars.contains($0) })
                else {
                    index = slashes
                    continue
                }
                index = hostStart(word, slashes, authority)
                let host = word[
                    index..<(word[index...].firstIndex { isSlash($0) || ends($0) || $0 == "?" || $0 == "#" }
                        ?? word.count)]
                out += withoutPassword(host)
                (index, isURL) = (host.endIndex, true)
            } else if isURL, word[index] == "?" || word[index] == "#" {
                // Dots and brackets after a URL are the sentence's, and so is a question mark with nothing after it.
                let end = word[index...].firstIndex(where: ends) ?? word.count
                let tail = end - word[index..<end].reversed().prefix { ".,;:!?)]}".unicodeScalars.contains($0) }.count
                out += word[tail..<end]
                (index, isURL) = (end, false)
            } else {
                if ends(word[index]) { isURL = false }
                out.append(word[index])
                index += 1
            }
        }
        return out
    }

    /// Where the host begins: behind the user and the password. A password may hold a slash, though it should not.
    private static func hostStart(
        _ word: [Unicode.Scalar], _ start: Int, _ authority: ArraySlice<Unicode.Scalar>
    ) -> Int {
        if let at = authority.lastIndex(of: "@") { return at + 1 }
        guard let colon = authority.firstIndex(of: ":"), authority.first != "[",
            !authority[(colon + 1)...].allSatisfy({ ("0"..."9").contains($0) })
        else { return start }
        let end = word[start...].firstIndex(where: ends) ?? word.count
        return word[start..<end].lastIndex(of: "@").map { $0 + 1 } ?? start
    }

    /// A host with its port; what is no port may be a password whose host is missing.
    private static func withoutPassword(_ host: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        guard host.first != "[", let colon = host.firstIndex(of: ":"),
            !host[(colon + 1)...].allSatisfy({ ("0"..."9").contains($0) })
        else { return host }
        return host[..<colon]
    }

    /// The end of two slashes or more that begin at a place, as they are or escaped as in JSON; browsers take a backslash for
    /// one.
    private static func slashes(_ word: [Unicode.Scalar], _ start: Int) -> Int? {
        guard isSlash(word[start]), start == 0 || !isSlash(word[start - 1]) else { return nil }
        let end = word[start...].firstIndex { !isSlash($0) } ?? word.count
        return end - start >= 2 ? end : nil
    }

    private static func isSlash(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "\\" }

    /// What no URL holds, and text around one does: quotes, brackets, and scripts that set no spaces.
    private static func ends(_ scalar: Unicode.Scalar) -> Bool {
        "\"<>`|".unicodeScalars.contains(scalar) || scalar.value >= 0x2E80
    }

    /// "data:image/png;base64,…": the end of its type, and of its data.
    private static func dataURL(_ word: [Unicode.Scalar], _ start: Int) -> (type: Int, data: Int)? {
        let name = "data:".unicodeScalars
        guard start == 0 || !word[start - 1].isASCII || !word[start - 1].properties.isAlphabetic,
            word.count - start > name.count,
            zip(word[start...], name).allSatisfy({ $0.0.properties.lowercaseMapping == String($0.1) }),
            let comma = word[start...].firstIndex(of: ","), comma - start <= 200,
            !word[start..<comma].contains(where: ends)
        else { return nil }
        let end = word[(comma + 1)...].firstIndex { "\"<>`|".unicodeScalars.contains($0) } ?? word.count
        return end == comma + 1 ? nil : (comma, end)
    }

    // MARK: Parameters and keys

    /// "…?sig=abc&size=3" without the values whose names say that they are secret.
    private static func withoutParameters(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard word.contains("=") else { return word }
        let marks = "?&;,\"'<>(){}[]".unicodeScalars
        var out: [Unicode.Scalar] = []
        var (name, isDropping) = (0, false)
        for scalar in word {
            if marks.contains(scalar) {
                isDropping = false
                out.append(scalar)
                name = out.count
            } else if isDropping {
                continue
            } else {
                out.append(scalar)
                if scalar == "=", name < out.count - 1, SecretName.matches(out[name..<(out.count - 1)]) {
                    isDropping = true
                }
            }
        }
        return out
    }

    /// A key of the service, wherever it stands.
    private static func withoutKeys(_ word: [Unicode.Scalar]) -> [Unicode.Scalar] {
        let prefix = Array("afk_".unicodeScalars)
        var out: [Unicode.Scalar] = []
        var index = 0
        while index < word.count {
            guard word[index...].starts(with: prefix) else {
                out.append(word[index])
                index += 1
                continue
            }
            let end =
                word[(index + prefix.count)...].firstIndex {
                    !$0.isASCII || !($0.properties.isAlphabetic || isDigit($0))
                }
                ?? word.count
            out += Redaction.mark.unicodeScalars
            index = end
        }
        return out
    }

    /// Whether a word is what follows "Bearer" or "Basic" in a header: long, of few letters, and not a word of a language.
    private static func isToken(_ word: [Unicode.Scalar], after before: [Unicode.Scalar]) -> Bool {
        guard word.count >= 16, word.contains(where: isDigit),
            word.allSatisfy({
                $0.isASCII && ($0.properties.isAlphabetic || isDigit($0) || "-._~+/=\"',;".unicodeScalars.contains($0))
            })
        else { return false }
        let scheme = String(String.UnicodeScalarView(before.filter { $0.properties.isAlphabetic })).lowercased()
        return scheme.hasSuffix("bearer") || scheme.hasSuffix("basic")
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    // MARK: Percent-encoding

    /// The word with its encoded ASCII decoded; `nil` where it holds none.
    private static func decoded(_ word: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        guard word.contains("%") else { return nil }
        var out: [Unicode.Scalar] = []
        var (index, isChanged) = (0, false)
        while index < word.count {
            if word[index] == "%", index + 2 < word.count, let high = hex(word[index + 1]),
                let low = hex(word[index + 2]),
                high < 8
            {
                out.append(Unicode.Scalar(UInt8(high * 16 + low)))
                (index, isChanged) = (index + 3, true)
            } else {
                out.append(word[index])
                index += 1
            }
        }
        return isChanged ? out : nil
    }

    private static func hex(_ scalar: Unicode.Scalar) -> Int? { scalar.isASCII ? Character(scalar).hexDigitValue : nil }
}
