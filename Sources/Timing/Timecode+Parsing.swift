extension Timecode {
    /// Reads "01:02:03:04", or "01:02:03;04" where numbers are dropped; `nil` for anything else, for digits that the
    /// rate does not have, and for numbers that are dropped.
    public init?(_ text: String, rate: Rational) {
        let isDropping = text.contains(";")
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
            .flatMap { $0.split(separator: ";", omittingEmptySubsequences: false) }
        let numbers = fields.compactMap { field in
            (1...2).contains(field.utf8.count) && field.utf8.allSatisfy { (48...57).contains($0) } ? Int(field) : nil
        }
        let base = Timecode.base(rate)
        guard fields.count == 4, numbers.count == 4, !isDropping || Timecode.canDrop(rate),
            numbers[0] < 24, numbers[1] < 60, numbers[2] < 60, numbers[3] < base
        else { return nil }
        let minutes = numbers[0] * 60 + numbers[1]
        var frame = (minutes * 60 + numbers[2]) * base + numbers[3]
        if isDropping { frame -= base / 15 * (minutes - minutes / 10) }
        self.init(frame: frame, rate: rate, dropFrame: isDropping)
        guard !isDropping || description.split(separator: ";").last.flatMap({ Int($0) }) == numbers[3] else {
            return nil
        }
    }

    /// The address of the frame that comes `count` later.
    public func advanced(by count: Int) -> Timecode {
        var later = self
        later.frame += count
        return later
    }
}
