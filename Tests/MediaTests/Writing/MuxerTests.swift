import Media
import Support
import Testing
import Timing

@Suite(.enabled(if: Tool.ffprobe.isInstalled, "ffprobe is not installed"))
struct MuxerTests {
    private let folder = try! TemporaryFolder()
    private static let x264 = VideoCoding(.h264, options: [("preset", "ultrafast"), ("bf", "2")])

    /// Writes grays, each shown for as many ticks as `durations` say.
    private func write(
        to path: String, durations: [Int], timeBase: Rational = Rational(1, 24)!, rate: Rational? = Rational(24),
        size: Int = 64, coding: VideoCoding = x264, packets: Int? = nil
    ) throws {
        let format = PictureFormat(width: size, height: size)
        var encoder = try VideoEncoder(
            coding, format: format, sampleAspectRatio: Rational(4, 3)!, timeBase: timeBase, frameRate: rate)
        let muxer = try Muxer(creating: path, .mp4)
        let stream = try muxer.addStream(encoder)
        muxer.setMetadata("title", "a test")
        try muxer.begin(packets.map { .roomAtFront(packets: $0) } ?? .front)
        var pts = 0
        for (index, duration) in durations.enumerated() {
            let picture = try VideoFrame.computed(
                format, luma: { UInt8(truncatingIfNeeded: $0 * 31 ^ $1 * 17 ^ index * 7) },
                chroma: { _, _ in (100, 150) })
            try encoder.encode(picture, pts: pts, duration: duration) { try muxer.write($0, to: stream) }
            pts += duration
        }
        try encoder.finish { try muxer.write($0, to: stream) }
        try muxer.finish()
    }

    @Test func writesEveryFrameWithItsTimeTagsAndIndexFirst() throws {
        let path = folder.file("even.mp4")
        try write(to: path, durations: Array(repeating: 1, count: 24))
        let judge = try FFprobe.stream("v:0", of: path)
        #expect(judge["nb_read_frames"] == "24" && judge["avg_frame_rate"] == "24/1" && judge["duration"] == "1.000000")
        #expect(
            judge["sample_aspect_ratio"] == "4:3" && judge["color_space"] == "bt709" && judge["color_range"] == "tv")
        #expect(BoxOrder.isFastStart(path) == true)
        #expect(try Demuxer(opening: path).container.metadata["title"] == "a test")
    }

    @Test func leavesRoomForTheLargestIndex() throws {
        let path = folder.file("room.mp4")
        // No step of time comes twice, every picture is a keyframe, and each lies in a chunk of its own.
        let durations = (1...400).map { $0 * 7 % 397 + 1 }
        try write(
            to: path, durations: durations, timeBase: Rational(1, 10000)!,
            coding: VideoCoding(.h264, options: [("preset", "ultrafast"), ("g", "1")]), packets: 400)
        #expect(BoxOrder.isFastStart(path) == true)
        let table = try PacketTable(reading: try Demuxer(opening: path))
        #expect(table.entries.count == 400 && table.entries.allSatisfy(\.isKey))
        let even = folder.file("even.mp4")
        try write(to: even, durations: Array(repeating: 1, count: 24), packets: 24)
        #expect(BoxOrder.isFastStart(even) == true)
        #expect(try FFprobe.stream("v:0", of: even)["duration"] == "1.000000")
    }

    @Test func keepsUnevenTimesAndTheLastLength() throws {
        let path = folder.file("uneven.mp4")
        let durations = [3, 1, 1, 7, 2, 9]
        try write(to: path, durations: durations, timeBase: Rational(1, 100)!, rate: Rational(26))
        let demuxer = try Demuxer(opening: path)
        let table = try PacketTable(reading: demuxer)
        let starts = durations.indices.map { MediaTime(value: durations[..<$0].reduce(0, +), timescale: 100) }
        #expect(table.shownTimes.map { MediaTime(ticks: $0, timeBase: table.timeBase) } == starts)
        #expect(demuxer.container.duration == MediaTime(value: 23, timescale: 100))
    }

    @Test func survivesAnAverageRateOfLongSides() throws {
        let path = folder.file("rate.mp4")
        try write(
            to: path, durations: [1, 1, 1], rate: Rational(9_007_199_254_740_993, 375_299_968_947_541))
        #expect(try FFprobe.stream("v:0", of: path)["nb_read_frames"] == "3")
    }

    @Test func writesHEVCWithTheTagThatApplePlays() throws {
        let path = folder.file("hevc.mp4")
        let coding = VideoCoding(.hevc, options: [("preset", "ultrafast"), ("x265-params", "log-level=none")])
        try write(to: path, durations: [1, 1, 1], coding: coding)
        #expect(try Demuxer(opening: path).video?.codecTag == "hvc1")
    }

    @Test func saysWhyAFileCannotBeMade() {
        for (path, reason) in [
            ("/nowhere/a.mp4", "No such file or directory"), (folder.path, "Is a directory"),
        ] {
            #expect {
                _ = try Muxer(creating: path, .mp4)
            } throws: { error in
                guard let error = error as? FFmpegError else { return false }
                return error.isWriting && error.description == "\(path): \(reason) (avio_open)"
                    && error.systemErrorNumber != nil
            }
        }
    }

    @Test(arguments: [2, 40]) func saysThatTheDiskIsFull(frames: Int) {
        #expect {
            try write(to: "/dev/full", durations: Array(repeating: 1, count: frames), size: 256)
        } throws: { error in
            guard let error = error as? FFmpegError else { return false }
            return error.isWriting && error.systemErrorNumber == 28
                && error.description.contains("No space left on device")
        }
    }

    @Test func namesAnOptionThatTheCoderDoesNotKnow() {
        #expect {
            try write(
                to: folder.file("a.mp4"), durations: [1], coding: VideoCoding(.h264, options: [("prest", "fast")]))
        } throws: { "\($0)".contains("libx264 prest") }
    }

    @Test func refusesASizeThatTheCoderCannotTake() {
        #expect(throws: FFmpegError.self) { try write(to: folder.file("a.mp4"), durations: [1], size: 63) }
    }
}
