internal import Library

/// Readings in the text format of Prometheus, version 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    enum Kind: String { case counter, gauge, histogram }

    /// One metric: its name, what it is, and its values by their labels.
    mutating func add(
        _ name: String, _ kind: Kind, _ help: String, _ values: [(labels: [(String, String)], value: Double)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for (labels, value) in values { add(name, labels, value) }
    }

    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        add(name, kind, help, [(labels: [], value: value)])
    }

    mutating func add(_ name: String, _ help: String, _ durations: Meters.Durations) {
        add(name, .histogram, help, [])
        for (bound, count) in zip(Meters.Durations.bounds, durations.within) {
            add("\(name)_bucket", [("le", Self.number(bound))], Double(count))
        }
        add("\(name)_bucket", [("le", "+Inf")], Double(durations.count))
        add("\(name)_sum", [], durations.seconds)
        add("\(name)_count", [], Double(durations.count))
    }

    private mutating func add(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let pairs = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(Self.number(value))\n"
    }

    /// Whole numbers without a point, which readers take too but people do not like.
    private static func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }

    private static func escaped(_ text: String) -> String {
        text.escaping { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: nil
            }
        }
    }
}
