import Foundation

/// Clips that tests make with FFmpeg's program: tiny, and computable, for every frame carries its number.
///
/// A clip is made once a process, when the first test asks for it.
public enum Clip {
    /// The path of the clip called `name`, made by FFmpeg's program with `arguments` when it is not there yet.
    public static func made(_ name: String, _ arguments: [String]) throws -> String {
        try cached(name) { try Tool.ffmpeg.run(["-v", "error", "-y", "-threads", "1"] + arguments + [$0]) }
    }

    /// The path of the file called `name`, written by `make` when it is not there yet.
    public static func cached(_ name: String, _ make: (String) throws -> Void) throws -> String {
        lock.lock()
        defer { lock.unlock() }
        let path = try folder.get().file(name)
        if !FileManager.default.fileExists(atPath: path) {
            do { try make(path) } catch {
                try? FileManager.default.removeItem(atPath: path)
                throw error
            }
        }
        return path
    }

    /// An input of `frames` pictures. Each shows its number: eight upright bars are the bits, the lowest at the
    /// left, light for 1. The red difference changes where a shot begins (`cuts`).
    public static func counter(
        frames: Int, rate: String = "24", width: Int = 160, height: Int = 90, cuts: [Int] = []
    ) -> [String] {
        let shot = (["0"] + cuts.map { "gte(N,\($0))" }).joined(separator: "+")
        let luma = "40+150*mod(floor(N/pow(2,floor(X*8/W))),2)+mod(X+Y+3*N,16)"
        let picture = "nullsrc=s=\(width)x\(height):r=\(rate),format=yuv420p,"
            + "geq=lum='\(luma)':cb=128:cr='90+70*mod(\(shot),2)',trim=end_frame=\(frames)"
        return ["-f", "lavfi", "-i", picture]
    }

    /// An input of a sine of 1 kHz, 18 dB below full scale.
    public static func tone(seconds: Double, rate: Int = 48000) -> [String] {
        ["-f", "lavfi", "-i", "sine=frequency=1000:sample_rate=\(rate):duration=\(seconds)"]
    }

    /// H.264 with pictures that lean on later ones and a keyframe every `group` frames or where told.
    public static func h264(group: Int = 250, bFrames: Int = 3, keyframes: [Int] = [], open: Bool = false) -> [String] {
        let forced = keyframes.map { "eq(n,\($0))" }.joined(separator: "+")
        let options = "scenecut=0:open-gop=\(open ? 1 : 0):b-adapt=0:threads=1"
        return ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-g", "\(group)", "-bf", "\(bFrames)"]
            + ["-x264-params", options] + (keyframes.isEmpty ? [] : ["-force_key_frames", "expr:\(forced)"])
    }

    /// The number that a picture made by ``counter(frames:rate:width:height:cuts:)`` shows.
    public static func number(inLuma luma: [UInt8], width: Int, height: Int) -> Int {
        (0..<8).reduce(0) { number, bit in
            let x = (2 * bit + 1) * width / 16
            let column = stride(from: height / 4, to: max(height / 4 + 1, height * 3 / 4), by: 5).map { Int(luma[$0 * width + x]) }
            return number | (column.reduce(0, +) / column.count > 122 ? 1 << bit : 0)
        }
    }

    private static let lock = NSRecursiveLock()
    private static let folder: Result<TemporaryFolder, any Error> = Result {
        let made = try TemporaryFolder()
        // A static is never freed.
        atexit { Clip.removeFolder() }
        return made
    }

    private static func removeFolder() {
        if let made = try? folder.get() { try? FileManager.default.removeItem(atPath: made.path) }
    }
}
