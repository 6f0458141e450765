import Media
import Render
import Support
import Testing
import Timing

/// Makes proxies as the one pass does, into a folder.
struct ProxyMaker {
    private let folder: TemporaryFolder

    /// 720p H.264 with AAC, as the built-in preset has it but quicker.
    static let browser = ProxySettings(
        name: "720p", maxWidth: 1280, maxHeight: 720, container: .mp4,
        video: VideoCoding(.h264, options: [("crf", "23"), ("preset", "ultrafast")]), layout: .yuv420,
        audio: AudioCoding(.aac, bitRate: 128_000))

    init(_ folder: TemporaryFolder) { self.folder = folder }

    /// A proxy with AAC in an MP4 or with uncompressed sound in a QuickTime file.
    func proxy(_ source: String, _ kind: Muxer.Container) throws -> String {
        var settings = Self.browser
        settings.container = kind
        if kind == .mov { settings.audio = AudioCoding(.pcm, bitRate: 0) }
        return try proxy(source, settings, name: "\(kind)")
    }

    /// When the first picture is shown, in seconds.
    static func start(of path: String) throws -> Double {
        let table = try PacketTable(reading: try Demuxer(opening: path))
        return MediaTime(ticks: table.shownTimes[0], timeBase: table.timeBase).seconds
    }

    /// Writes a proxy as the one pass does, one picture behind the decoder, and completes it.
    func proxy(
        _ source: String, _ settings: ProxySettings = browser, name: String = "proxy",
        _ label: ProxyLabel = ProxyLabel()
    ) throws -> String {
        let path = folder.file("\(name).\(settings.container.rawValue)")
        let rough = folder.file("rough.\(settings.container.rawValue)")
        let demuxer = try Demuxer(opening: source)
        let (found, sound) = (demuxer.video, demuxer.audio.first)
        let video = try #require(found).lookingForLight(in: source)
        let table = try PacketTable(reading: demuxer)
        let last = table.entries.filter { !$0.isHidden }.max { $0.pts < $1.pts }?.duration ?? 0
        let timing = PictureTiming(
            times: table.shownTimes, lastDuration: last, timeBase: table.timeBase, declared: video.declaredFrameRate)
        let times = FrameTimes(timeBase: table.timeBase, ticks: table.shownTimes, lastDuration: last)
        let reducer = Reducer(
            of: video, maxWidth: settings.maxWidth, maxHeight: settings.maxHeight,
            keepsLight: settings.keepsLight(of: video))
        let writer = try ProxyWriter(
            settings, at: rough, source: video, reduced: reducer.format, frameRate: timing.frameRate, sound: sound,
            zero: times.time(of: 0))
        var number = 0
        _ = try DecodePass(source, soundStream: sound?.index).run(
            picture: { frame in
                try writer.take(
                    try reducer.reduce(frame), pts: try #require(frame.pts), duration: times.duration(of: number))
                number += 1
            },
            sound: { try writer.take($0) })
        try writer.finish()
        try ProxyFinish.write(rough, to: path, settings, label)
        return path
    }
}
