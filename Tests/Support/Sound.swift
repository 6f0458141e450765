import Foundation

/// The sound of a file as FFmpeg's program decodes it: one channel, laid where its times say, from 0 on.
public struct Sound: Sendable {
    /// Samples a second.
    public let rate: Int
    /// Full scale at 1.
    public let samples: [Float]

    /// Decodes the first track of sound in the file at `path`.
    public init(of path: String, rate: Int = 48000) throws {
        let run = try Tool.ffmpeg.run([
            "-v", "error", "-copyts", "-i", path, "-map", "0:a:0", "-af",
            "aresample=\(rate):async=1:min_hard_comp=0.0001:first_pts=0",
            "-ac", "1", "-f", "f32le", "-",
        ])
        self.rate = rate
        samples = run.output.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    }

    /// Where sound begins after at least 50 ms of near silence, in seconds.
    public var clicks: [Double] {
        var (found, quiet) = ([Double](), rate)
        for (place, sample) in samples.enumerated() {
            if abs(sample) < 0.1 {
                quiet += 1
            } else {
                if quiet >= rate / 20 { found.append(Double(place) / Double(rate)) }
                quiet = 0
            }
        }
        return found
    }

    /// How loud some of it is: the root of the mean of squares.
    public func level(_ seconds: Range<Double>) -> Double {
        let part = samples[
            min(
                samples.count, Int(seconds.lowerBound * Double(rate)))..<min(
                    samples.count, Int(seconds.upperBound * Double(rate)))]
        return (part.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(1, part.count))).squareRoot()
    }
}

extension Clip {
    /// An input of clicks of 10 ms, four a second, the first at 0.
    public static func clicks(seconds: Double) -> [String] {
        let click = "0.7*lt(mod(t\\,0.25)\\,0.01)*cos(2*PI*1000*t)"
        return ["-f", "lavfi", "-i", "aevalsrc=\(click):s=48000:d=\(seconds)"]
    }
}
