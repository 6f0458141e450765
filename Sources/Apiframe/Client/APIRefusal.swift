internal import Foundation
internal import JSON

/// An answer of the API that is no success.
package struct APIRefusal: Error, Equatable {
    /// What was asked: "submit".
    package let operation: String
    package let status: Int
    /// The API's own words; `nil` where it had none.
    package let message: String?
    /// What is wrong with each field, of a 400.
    package let details: [String: [String]]
    /// What support wants to know.
    package let requestID: String?
    /// Of a 402.
    package let creditsRequired: Int?
    package let creditsAvailable: Int?
    /// How long to wait at least before asking again, of a 429 or 503.
    package let retryAfter: Duration?
    /// Whether an earlier try of the same call got no answer, and may have been taken.
    package internal(set) var followsSilence = false

    init(_ answer: APIAnswer, of operation: String, now: Date = Date()) {
        self.operation = operation
        status = answer.status
        requestID = answer.headers["x-request-id"].map { Self.line($0, at: 100) }
        retryAfter = answer.headers["retry-after"].flatMap { Self.delay($0, now: now) }
        guard case .object(let body)? = try? JSONValue(parsing: answer.body) else {
            (message, details, creditsRequired, creditsAvailable) = (nil, [:], nil, nil)
            return
        }
        if case .string(let text)? = body["error"] { message = Self.line(text, at: 300) } else { message = nil }
        var details: [String: [String]] = [:]
        if case .object(let fields)? = body["details"] {
            for (path, value) in fields {
                guard case .array(let texts) = value else { continue }
                details[Self.line(path, at: 100)] = texts.compactMap {
                    if case .string(let text) = $0 { Self.line(text, at: 200) } else { nil }
                }
            }
        }
        self.details = details
        if case .integer(let credits)? = body["creditsRequired"] {
            creditsRequired = credits
        } else {
            creditsRequired = nil
        }
        if case .integer(let credits)? = body["creditsAvailable"] {
            creditsAvailable = credits
        } else {
            creditsAvailable = nil
        }
    }

    /// Text of a stranger, fit for one line of ours.
    private static func line(_ text: String, at most: Int) -> String {
        let clean = String(
            URLSecrets.hidden(in: text).unicodeScalars.map {
                $0.properties.generalCategory == .control ? " " : Character($0)
            })
        return clean.count <= most ? clean : clean.prefix(most - 1) + "…"
    }

    /// "Retry-After": seconds, or a date as RFC 9110 writes it.
    private static func delay(_ text: String, now: Date) -> Duration? {
        let text = text.trimmingCharacters(in: .whitespaces)
        if let seconds = Int(text) { return (0...604_800).contains(seconds) ? .seconds(seconds) : nil }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        guard let date = format.date(from: text) else { return nil }
        return .milliseconds(Int(max(0, min(604_800, date.timeIntervalSince(now))) * 1000))
    }
}

extension APIRefusal: CustomStringConvertible {
    /// "submit: the API answered 402: Insufficient credits: 290 needed, 12 there, 278 missing (request r-1)".
    package var description: String {
        var text = "\(operation): the API answered \(status)"
        if let message { text += ": \(message)" } else if let meaning { text += ": \(meaning)" }
        for (path, reasons) in details.sorted(by: { $0.key < $1.key }) {
            text += "; \(path): \(reasons.joined(separator: ", "))"
        }
        if let creditsRequired, let creditsAvailable {
            text += ": \(creditsRequired) needed, \(creditsAvailable) there"
            let (missing, overflow) = creditsRequired.subtractingReportingOverflow(creditsAvailable)
            if !overflow, missing > 0 { text += ", \(missing) missing" }
        }
        if status == 401 { text += "; look at APIFRAME_API_KEY" }
        if let requestID { text += " (request \(requestID))" }
        return text
    }

    /// What the status means, for an answer without words.
    private var meaning: String? {
        switch status {
        case 300..<400: "a redirect, which is not followed, because the key would go along"
        case 401: "it does not know the key"
        case 403: "the key may not do this"
        case 404: "it knows no such thing"
        case 409: "the idempotency key came with another body before"
        case 429: "too many calls"
        case 500...: "the server is in trouble"
        default: nil
        }
    }
}
