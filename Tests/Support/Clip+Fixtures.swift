/// The clips that several tests share.
extension Clip {
    /// Two seconds at 24 a second, without sound: 24 black frames, 24 white ones.
    public static func blackThenWhite() throws -> String {
        let picture = "color=black:s=160x90:r=24:d=1[a];color=white:s=160x90:r=24:d=1[b];[a][b]concat,format=yuv420p"
        return try made("black-white.mp4", ["-f", "lavfi", "-i", picture] + h264(keyframes: [24]))
    }

    /// 60 frames at 24 a second with a tone; cuts at 20 (an IDR picture), 41 (none) and 52 (IDR).
    public static func threeShots() throws -> String {
        try made(
            "shots.mp4",
            counter(frames: 60, cuts: [20, 41, 52]) + tone(seconds: 2.5) + h264(keyframes: [20, 52])
                + ["-c:a", "aac", "-b:a", "96k", "-metadata:s:a:0", "language=eng"] + bt709)
    }

    /// Three scenes of a second each, 24 frames, with a tone: what anybody would call three shots.
    public static func threeScenes() throws -> String {
        let scenes = ["testsrc2", "mandelbrot", "testsrc"].flatMap {
            ["-f", "lavfi", "-t", "1", "-i", "\($0)=s=160x90:r=24"]
        }
        return try made(
            "scenes.mp4",
            scenes + tone(seconds: 3) + ["-filter_complex", "[0][1][2]concat=n=3,format=yuv420p"] + h264()
                + ["-c:a", "aac"])
    }

    /// Three shots without any keyframe but the first.
    public static func oneKeyframe() throws -> String {
        try made("one-key.mp4", counter(frames: 40, cuts: [13, 27]) + h264())
    }

    /// Groups of 12 whose first pictures in display order lean on the group before.
    public static func openGroups() throws -> String {
        try made("open.mp4", counter(frames: 48, cuts: [12, 23, 36]) + h264(group: 12, open: true))
    }

    /// Uneven times: every third of 60 frames left out.
    public static func variableRate() throws -> String {
        try made(
            "vfr.mp4",
            counter(frames: 60) + tone(seconds: 2.5) + [
                "-vf", "select='mod(n,3)',setpts='PTS+0.2/TB*gt(N,20)'", "-vsync", "vfr",
            ]
                + h264(keyframes: [24]) + ["-c:a", "aac"])
    }

    /// Cut by copying in the middle of a group: an edit list hides the lead-in.
    public static func editList() throws -> String {
        try made("edits.mp4", ["-ss", "0.3", "-i", try threeShots(), "-c", "copy"])
    }

    /// Stored lying, shown upright: 160x90 turned clockwise.
    public static func rotated() throws -> String {
        try DisplayMatrix.clockwise.applied(to: try threeShots(), named: "rotated.mp4")
    }

    /// HEVC with groups that are closed.
    public static func hevc() throws -> String {
        try made(
            "hevc.mp4",
            counter(frames: 36, cuts: [12, 24])
                + ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"]
                + ["-x265-params", "log-level=none:keyint=12:min-keyint=12:scenecut=0:open-gop=0:bframes=3:b-adapt=0"])
    }

    /// HEVC with groups that are open: CRA pictures with leading ones.
    public static func hevcOpenGroups() throws -> String {
        try made(
            "hevc-open.mp4",
            counter(frames: 36, cuts: [12, 24])
                + ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"]
                + ["-x265-params", "log-level=none:keyint=12:min-keyint=12:scenecut=0:open-gop=1:bframes=3:b-adapt=0"])
    }

    /// ProRes with uncompressed sound.
    public static func prores() throws -> String {
        try made(
            "prores.mov",
            counter(frames: 12) + tone(seconds: 0.5)
                + ["-c:v", "prores_ks", "-profile:v", "0", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s16le"])
    }

    /// Milliseconds as ticks.
    public static func matroska() throws -> String {
        try made(
            "shots.mkv", counter(frames: 48, cuts: [24]) + tone(seconds: 2) + h264(keyframes: [24]) + ["-c:a", "aac"])
    }

    /// A transport stream, which begins at 1.4 s and has no index.
    public static func transportStream() throws -> String {
        try made("shots.ts", ["-i", try threeShots(), "-c", "copy", "-bsf:v", "h264_mp4toannexb"])
    }

    /// Another pixel layout, from FFmpeg's own list.
    public static func layout(_ name: String, width: Int = 160, height: Int = 90) throws -> String {
        try made(
            "\(name)-\(width)x\(height).mp4",
            counter(frames: 10, width: width, height: height) + ["-pix_fmt", name] + h264(keyframes: [5]))
    }

    /// The tags of high definition.
    public static let bt709 = [
        "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv",
    ]
}
