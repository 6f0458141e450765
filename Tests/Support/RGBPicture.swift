import Foundation

/// A picture as FFmpeg's program decodes it, in RGB of 8 bits.
public struct RGBPicture: Sendable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    private let bytes: [UInt8]

    /// The first picture of the file at `path`, after a chain of filters, in a size of its own.
    public init(of path: String, through filters: String? = nil, width: Int, height: Int) throws {
        // The matrix is said: FFmpeg's program would take that of BT.601 for all that it scales itself.
        let chain = [filters, "scale=\(width):\(height):flags=area+accurate_rnd+full_chroma_int,format=rgb24"]
        let run = try Tool.ffmpeg.run([
            "-v", "error", "-i", path, "-frames:v", "1", "-vf", chain.compactMap { $0 }.joined(separator: ","), "-f",
            "rawvideo", "-",
        ])
        (self.width, self.height, bytes) = (width, height, [UInt8](run.output))
    }

    /// The colour at a place, each side from 0 to 1.
    public func colour(atX x: Double, y: Double) -> [Int] {
        let place = (Int(y * Double(height)) * width + Int(x * Double(width))) * 3
        return bytes[place..<place + 3].map(Int.init)
    }

    /// The mean difference to another of the same size, of 255.
    public func difference(to other: RGBPicture) -> Double {
        precondition(bytes.count == other.bytes.count, "pictures of one size are compared")
        return zip(bytes, other.bytes).reduce(0.0) { $0 + abs(Double($1.0) - Double($1.1)) } / Double(bytes.count)
    }
}
