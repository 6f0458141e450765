/// A half-open span of time: `start` belongs to it, `end` does not.
public struct TimeRange: Hashable, Sendable, Codable {
    /// The first instant of the span.
    public let start: MediaTime
    /// The first instant after the span; never before ``start``.
    public let end: MediaTime

    /// The span from `start` up to, and without, `end`. An `end` before `start` is our own mistake.
    public init(start: MediaTime, end: MediaTime) {
        precondition(start <= end, "a range does not end before it starts")
        self.start = start
        self.end = end
    }

    /// How long the span is; `nil` when the exact length leaves 64 bits.
    public var duration: MediaTime? { end.subtracting(start) }

    /// Whether `time` lies in the span.
    public func contains(_ time: MediaTime) -> Bool { start <= time && time < end }
}
