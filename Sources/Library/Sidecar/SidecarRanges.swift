internal import Foundation
internal import Timing

/// What the numbers, names and paths of a sidecar may be, as `clip.schema.json` says it.
///
/// A sidecar is a file from outside: a library may come from elsewhere, and bits flip. It is held against this once, where
/// it is read, so that whoever computes with its numbers afterwards cannot leave 64 bits: frames stay below 2^40, and sums
/// of as many as a file holds below 2^62. Times need no bound, since ``MediaTime`` computes with any.
enum SidecarRanges {
    /// The number of a frame or a shot.
    static let frames = 0...(1 << 40)
    /// A count, and bytes: the integers that JSON hands on exactly everywhere (RFC 7493, 2.2).
    static let counts = 0...((1 << 53) - 1)
    /// Columns, rows, channels and samples a second: what FFmpeg's types hold.
    static let sizes = 1...Int(Int32.max)
    /// Levels, in dB, LU or LUFS.
    static let levels = -10_000.0...10_000
    /// Either number of a colour's place in the CIE 1931 diagram.
    static let chromaticities = 0.0...2.0
    /// Light in cd/m².
    static let light = 0.0...1e7
    /// Seconds of a step.
    static let seconds = 0.0...1e9
    /// Frames a second.
    static let mostRate = Rational(1 << 32)
    /// Instants that are written with a year of four digits, in seconds since 1970.
    static let instants = -62_135_596_800.0...253_402_300_799
}

/// A value that is not as ``SidecarRanges`` has it, and where: "shots[2].startFrame".
struct OutOfRange: Error {
    private(set) var place: String
    /// What is wrong with it: "is -1, not 0 to 1099511627776".
    let reason: String

    init(_ place: String, _ reason: String) { (self.place, self.reason) = (place, reason) }

    func inside(_ outer: String) -> OutOfRange {
        OutOfRange(place.first == "[" ? outer + place : "\(outer).\(place)", reason)
    }
}

/// A part of a sidecar whose values have ranges.
protocol RangeChecked {
    /// Throws for the first value that is out of its range.
    func checkRanges() throws(OutOfRange)
}

extension RangeChecked {
    func check<Value: Comparable>(
        _ name: String, _ value: Value?, in range: ClosedRange<Value>
    ) throws(OutOfRange) {
        guard let value, !range.contains(value) else { return }
        throw OutOfRange(name, "is \(value), not \(range.lowerBound) to \(range.upperBound)")
    }

    func check(_ name: String, _ rate: Rational?) throws(OutOfRange) {
        guard let rate, rate < Rational(0) || rate > SidecarRanges.mostRate else { return }
        throw OutOfRange(name, "is \(rate), not 0 to \(SidecarRanges.mostRate.numerator)")
    }

    /// Frames from one up to, and without, another.
    func checkFrames(_ startFrame: Int, _ endFrame: Int) throws(OutOfRange) {
        try check("startFrame", startFrame, in: SidecarRanges.frames)
        try check("endFrame", endFrame, in: SidecarRanges.frames)
        if endFrame <= startFrame {
            throw OutOfRange("endFrame", "is \(endFrame), not after startFrame, \(startFrame)")
        }
    }

    /// A word that is not empty.
    func check(_ name: String, word: String?) throws(OutOfRange) {
        if word?.isEmpty == true { throw OutOfRange(name, "is empty") }
    }

    /// The path of a file in the clip's folder.
    func check(_ name: String, file: String?) throws(OutOfRange) {
        guard let file, !FilePath.isInside(file) else { return }
        throw OutOfRange(name, "is no path of a file in the clip's folder")
    }

    func check(_ name: String, _ part: (some RangeChecked)?) throws(OutOfRange) {
        do { try part?.checkRanges() } catch { throw error.inside(name) }
    }

    func check(_ name: String, _ parts: [some RangeChecked]) throws(OutOfRange) {
        for (index, part) in parts.enumerated() {
            do { try part.checkRanges() } catch { throw error.inside("\(name)[\(index)]") }
        }
    }
}
