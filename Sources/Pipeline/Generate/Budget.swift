internal import Foundation

/// How many credits a library may spend: a day, a month, on a group.
///
/// Days and months are those of the calendar in UTC. A group's limit is for all of its time. How it is kept is said at
/// ``Spending``.
package struct Budget: Sendable, Equatable {
    package enum Period: Sendable, Hashable {
        case day, month
        case group(String)
    }

    /// A period, and the most credits that it may take.
    package struct Limit: Sendable, Equatable {
        package let period: Period
        package let credits: Int
    }

    /// In the order in which they were given; no period comes twice.
    package let limits: [Limit]

    /// No limits at all.
    package static let none = Budget(limits: [])
    package var isEmpty: Bool { limits.isEmpty }

    private init(limits: [Limit]) { self.limits = limits }

    /// What is said of a text that cannot be read.
    private static let wanted = "day=CREDITS, month=CREDITS or group:NAME=CREDITS, parted by commas"

    /// Reads limits, several to a text where they are parted by commas: "day=2000,month=30000", "group:winter=5000".
    /// Throws ``UsageError`` for anything else, and for a period that comes twice.
    package init(reading texts: [String]) throws(UsageError) {
        var limits: [Limit] = []
        for text in texts {
            var open = ""
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                // A group's name may hold a comma; the figure comes after the last "=".
                guard !part.isEmpty || !open.isEmpty else { throw Self.refused(text) }
                open += open.isEmpty ? String(part) : "," + part
                guard open.contains("=") else { continue }
                let limit = try Self.limit(open)
                guard !limits.contains(where: { $0.period == limit.period }) else {
                    throw UsageError("budget: \(limit.period) comes twice")
                }
                limits.append(limit)
                open = ""
            }
            guard open.isEmpty else { throw Self.refused(open) }
        }
        self.limits = limits
    }

    private static func refused(_ text: String) -> UsageError {
        UsageError("budget: it is \(wanted), not '\(text.prefix(80))'")
    }

    private static func limit(_ text: String) throws(UsageError) -> Limit {
        guard let equals = text.lastIndex(of: "=") else { throw refused(text) }
        let name = text[..<equals].trimmingCharacters(in: .whitespaces)
        let figure = text[text.index(after: equals)...].trimmingCharacters(in: .whitespaces)
        guard !figure.isEmpty, figure.utf8.allSatisfy({ (48...57).contains($0) }), let credits = Int(figure) else {
            throw refused(text)
        }
        switch name {
        case "day": return Limit(period: .day, credits: credits)
        case "month": return Limit(period: .month, credits: credits)
        default:
            let group = String(name.dropFirst("group:".count))
            guard name.hasPrefix("group:"), !group.isEmpty else { throw refused(text) }
            return Limit(period: .group(group), credits: credits)
        }
    }
}

extension Budget.Period: CustomStringConvertible {
    /// "day", "month", "group:winter", as it is written.
    package var description: String {
        switch self {
        case .day: "day"
        case .month: "month"
        case .group(let name): "group:\(name)"
        }
    }
}

extension Budget.Period {
    /// When the period that holds `now` begins, and when the next one does; `nil` for one that has neither.
    func bounds(at now: Date) -> Range<Date>? {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let interval: DateInterval? =
            switch self {
            case .day: calendar.dateInterval(of: .day, for: now)
            case .month: calendar.dateInterval(of: .month, for: now)
            case .group: nil
            }
        return interval.map { $0.start..<$0.end }
    }
}
