extension Float {
    /// The natural logarithm of a positive, normal number, to about seven digits; the same on every machine, since it uses
    /// nothing but arithmetic.
    var logarithm: Float {
        // self = m * 2^e with m in [1/sqrt 2, sqrt 2); log m = 2 atanh((m - 1) / (m + 1)).
        var m = Double(significand)
        var e = Double(exponent)
        if m > 1.4142135623730951 {
            m /= 2
            e += 1
        }
        let t = (m - 1) / (m + 1)
        let s = t * t
        let series = 1 + s * (1.0 / 3 + s * (1.0 / 5 + s * (1.0 / 7 + s * (1.0 / 9 + s * (1.0 / 11)))))
        return Float(2 * t * series + e * 0.6931471805599453)
    }

    /// One over one plus e to the minus self, from 0 to 1; nothing but arithmetic.
    var logistic: Float {
        let x = Double(Swift.min(Swift.max(self, -30), 30))
        // e^x by halving the argument until the series is short.
        let small = x / 1024
        var power = 1 + small * (1 + small * (0.5 + small * (1.0 / 6 + small / 24)))
        for _ in 0..<10 { power *= power }
        return Float(power / (1 + power))
    }
}
