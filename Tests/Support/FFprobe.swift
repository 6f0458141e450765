import Foundation

/// What FFmpeg's own reader says of a clip.
public enum FFprobe {
    /// The entries of one stream ("v:0"), by name.
    public static func stream(_ stream: String, of path: String) throws -> [String: String] {
        let run = try Tool.ffprobe.run(
            ["-v", "error", "-count_frames", "-select_streams", stream, "-show_streams", "-of", "default=nw=1", path])
        var entries: [String: String] = [:]
        for line in run.text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, entries[String(parts[0])] == nil { entries[String(parts[0])] = String(parts[1]) }
        }
        return entries
    }

    /// When each decoded picture is shown, in ticks.
    public static func pictureTicks(of path: String) throws -> [Int] {
        let run = try Tool.ffprobe.run(
            [
                "-v", "error", "-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp", "-of",
                "csv=p=0", path,
            ])
        return run.text.split(separator: "\n").compactMap { Int($0.split(separator: ",").first ?? "") }
    }

    /// How many samples of one channel the first sound stream decodes to, and when the first is heard in seconds.
    public static func sound(of path: String) throws -> (samples: Int, start: Double?) {
        let run = try Tool.ffprobe.run(
            ["-v", "error", "-select_streams", "a:0", "-show_entries", "frame=pts_time,nb_samples", "-of", "csv=p=0", path])
        let frames = run.text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        return (
            frames.compactMap { $0.count > 1 ? Int($0[1]) : nil }.reduce(0, +),
            frames.first.flatMap { Double($0[0]) }
        )
    }

    /// A hash of every decoded picture, in display order.
    public static func pictureHashes(of path: String) throws -> [String] {
        let run = try Tool.ffmpeg.run(
            ["-v", "error", "-noautorotate", "-i", path, "-map", "0:v:0", "-vsync", "passthrough", "-f", "framemd5", "-"])
        return run.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            .compactMap { $0.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) } }
    }
}
