internal import JSON
internal import Timing

/// A value together with its path from the top of the document, so that every complaint can name it.
struct JSONField {
    /// "klingParams.multi_prompt[1].time"; empty for the document itself.
    let path: String
    let value: JSONValue

    /// The member `name`, or `nil` where it is missing or null.
    func member(_ name: String) throws(RequestError) -> JSONField? {
        guard case .object(let members) = value else { throw unexpected("an object") }
        guard let member = members[name], member != .null else { return nil }
        return JSONField(path: path.isEmpty ? name : "\(path).\(name)", value: member)
    }

    func string() throws(RequestError) -> String {
        guard case .string(let text) = value else { throw unexpected("a string") }
        return text
    }

    func bool() throws(RequestError) -> Bool {
        guard case .bool(let flag) = value else { throw unexpected("true or false") }
        return flag
    }

    func elements() throws(RequestError) -> [JSONField] {
        guard case .array(let elements) = value else { throw unexpected("a list") }
        return elements.enumerated().map { JSONField(path: "\(path)[\($0.offset)]", value: $0.element) }
    }

    /// A number of seconds from 0 to a day, to the microsecond. Older bodies write the number as a string.
    func seconds() throws(RequestError) -> MediaTime {
        let number: Double? =
            switch value {
            case .integer(let whole): Double(whole)
            case .number(let number): number
            case .string(let text): Double(text)
            default: nil
            }
        guard let number, number.isFinite else { throw unexpected("a number of seconds") }
        guard number >= 0 else { throw refused("seconds cannot be negative, and \(number) is") }
        guard number <= 86_400 else { throw refused("\(number) seconds are more than a day") }
        // Whole milliseconds, where they will do, read better in a sidecar.
        let milliseconds = (number * 1000).rounded()
        if milliseconds / 1000 == number { return MediaTime(value: Int(milliseconds), timescale: 1000) }
        return MediaTime(value: Int((number * 1_000_000).rounded()), timescale: 1_000_000)
    }

    func refused(_ reason: String) -> RequestError { .field(path: path, reason: reason) }

    private func unexpected(_ wanted: String) -> RequestError { refused("\(wanted) is expected, not \(value.kind)") }
}
