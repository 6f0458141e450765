internal import Synchronization

/// A number that several threads add to.
public final class Counter: Sendable {
    private let count = Atomic(0)

    /// 0.
    public init() {}

    /// The sum so far.
    public var value: Int { count.load(ordering: .relaxed) }

    /// Adds to it.
    public func add(_ number: Int) { count.add(number, ordering: .relaxed) }
}
