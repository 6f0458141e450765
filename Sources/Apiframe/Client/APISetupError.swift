/// Why the API cannot be asked at all: always a thing that the user sets.
package enum APISetupError: Error, Equatable {
    /// There is no key.
    case noKey
    /// What holds the key does not hold one.
    case badKey(origin: String, reason: String)
    /// The API's address cannot be used.
    case badAddress(String, reason: String)
}

extension APISetupError: CustomStringConvertible {
    /// One line that says what to do.
    package var description: String {
        switch self {
        case .noKey:
            "there is no API key: set APIFRAME_API_KEY, or name a file that holds it with --api-key-file"
        case .badKey(let origin, let reason): "no API key can be read from \(origin): \(reason)"
        case .badAddress(let address, let reason): "the API's address '\(address)' cannot be used: \(reason)"
        }
    }
}
