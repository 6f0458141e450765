/// Names of parameters, headers and members whose values are secrets.
enum SecretName {
    /// Whether a name says so: "api_key", "X-Amz-Signature", "clientSecret"; "maxTokens" is a number of tokens.
    static func matches(_ name: String) -> Bool { matches(name.unicodeScalars) }

    static func matches(_ name: some Sequence<Unicode.Scalar>) -> Bool {
        // By letters and digits alone: "api-key", "apiKey" and "API_KEY" are one name.
        let plain = String(
            String.UnicodeScalarView(name.filter { $0.isASCII && $0.properties.isAlphabetic || isDigit($0) })
        )
        .lowercased()
        return whole.contains(plain) || endings.contains { plain.utf8.count >= $0.utf8.count && plain.hasSuffix($0) }
    }

    private static let whole: Set = ["sig", "auth", "bearer", "pwd", "pass", "keypairid", "sessionid"]
    private static let endings = [
        "token", "password", "passwd", "passphrase", "secret", "apikey", "accesskey", "accesskeyid", "secretkey",
        "privatekey", "signingkey", "authkey", "authorization", "credential", "credentials", "signature", "cookie",
    ]

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
