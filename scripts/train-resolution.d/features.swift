// Compiled by train-resolution together with Sources/Analysis, so that what is trained is what runs.
//
//     features WIDTH HEIGHT FRAMES < LUMA     raw 8-bit luma of clips of so many frames each
//
// Prints a line of numbers for each clip: the features.
import Foundation

@main struct Features {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let (width, height, frames) = (numbers[0], numbers[1], numbers[2])
        while true {
            var meter = DetailMeter()
            for _ in 0..<frames {
                guard let luma = try FileHandle.standardInput.read(exactly: width * height) else { return }
                meter.take(luma: luma, width: width, height: height)
            }
            print(meter.features?.values.map { "\($0)" }.joined(separator: " ") ?? "")
        }
    }
}

extension FileHandle {
    /// So many bytes, or `nil` at the end.
    func read(exactly count: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = try read(upToCount: count - bytes.count), !more.isEmpty else { return nil }
            bytes += more
        }
        return bytes
    }
}
