/// The arithmetic decoder of H.265 (9.3.4.3), which is H.264's.
///
/// It cannot fail: past the end it reads zeros. What it has read where a substream ends is what tells damage.
struct CABAC {
    private let bytes: [UInt8]
    // Held here, where they need not be looked for each time.
    private let ranges = CABACTables.ranges
    private let afterUnlikely = CABACTables.afterUnlikely
    /// The next byte.
    private(set) var position: Int
    private var range: UInt32 = 510
    /// Seven bits more than the standard's offset.
    private var value: UInt32 = 0
    /// Bits that are missing of the next byte, less eight.
    private var needed = -8
    /// In place: an array would be asked before each bin whether it is shared.
    private var states = InlineArray<512, UInt8>(repeating: 0)

    /// Each context's state, with its more likely bin in the lowest bit; at most 512.
    var contexts: [UInt8] {
        get { states.indices.map { states[$0] } }
        set { for (index, state) in newValue.enumerated() { states[index] = state } }
    }

    /// A decoder of `bytes` that begins at `position`.
    init(_ bytes: [UInt8], from position: Int, contexts: [UInt8]) {
        self.bytes = bytes
        self.position = position
        self.contexts = contexts
        restart(at: position)
    }

    /// Begins anew at a whole byte; contexts stay as they are.
    mutating func restart(at position: Int) {
        self.position = position
        range = 510
        needed = -8
        value = next() << 8
        value |= next()
    }

    /// Whether more was read than there is.
    var isOverrun: Bool { position > bytes.count }

    @inline(__always)
    private mutating func next() -> UInt32 {
        let byte = position < bytes.count ? bytes[position] : 0
        position &+= 1
        return UInt32(byte)
    }

    /// A bin of a context.
    @inline(__always)
    mutating func decode(_ context: Int) -> Bool {
        let state = states[context]
        let low = UInt32(ranges[Int((state & 0x7E) &<< 1) | Int(range &>> 6 & 3)])
        range &-= low
        let scaled = range &<< 7
        if value < scaled {
            states[context] = state < 124 ? state &+ 2 : state
            if scaled < 256 &<< 7 {
                range = scaled &>> 6
                shift(1)
            }
            return state & 1 == 1
        }
        value &-= scaled
        let count = low.leadingZeroBitCount &- 23
        range = low &<< UInt32(truncatingIfNeeded: count)
        shift(count)
        states[context] = afterUnlikely[Int(state)]
        return state & 1 == 0
    }

    @inline(__always)
    private mutating func shift(_ count: Int) {
        value &<<= UInt32(truncatingIfNeeded: count)
        needed &+= count
        guard needed >= 0 else { return }
        value |= next() &<< UInt32(truncatingIfNeeded: needed)
        needed &-= 8
    }

    /// A bin whose values are equally likely.
    @inline(__always)
    mutating func bypass() -> Bool {
        shift(1)
        let scaled = range &<< 7
        guard value >= scaled else { return false }
        value &-= scaled
        return true
    }

    /// Several such, the highest first.
    mutating func bypass(_ count: Int) -> Int {
        var number = 0
        for _ in 0..<count { number = number << 1 | (bypass() ? 1 : 0) }
        return number
    }

    /// How many ones come before a zero, at most `most`.
    mutating func bypassOnes(most: Int) -> Int {
        var count = 0
        while count < most, bypass() { count += 1 }
        return count
    }

    /// A number coded after Exponential-Golomb of an order (9.3.3.5).
    mutating func exponential(order: Int) throws(IllegalSyntax) -> Int {
        let ones = bypassOnes(most: 32)
        guard ones < 32 else { throw IllegalSyntax() }
        return ((1 << ones) - 1) << order + bypass(ones + order)
    }

    /// The bin that ends a slice, a substream or what comes before bare samples.
    mutating func terminate() -> Bool {
        range -= 2
        let scaled = range << 7
        if value >= scaled { return true }
        if scaled < 256 << 7 {
            range = scaled >> 6
            shift(1)
        }
        return false
    }

    /// Whether the last bit that it needed is the one that ends all coded data. What follows in that byte should be zeros, but
    /// x264 leaves a mark of its own there.
    var isEndedByStopBit: Bool {
        position >= 1 && position <= bytes.count && bytes[position - 1] << UInt8(needed + 8) >= 0x80
    }

    /// Whether no bytes but zeros follow.
    var isAtEnd: Bool { bytes[min(position, bytes.count)...].allSatisfy { $0 == 0 } }
}
