extension Int {
    /// The whole part of a number: the nearest end of 64 bits for one beyond, 0 for one that is none. Numbers of files and
    /// databases can be any.
    package init(saturating value: Double) {
        self = Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : value < 0 ? .min : 0)
    }
}
