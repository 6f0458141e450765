package import Library
internal import Timing

extension Sidecar.Media {
    /// The `media` object of a probed clip.
    package init(_ clip: ClipProbe) {
        self.init(
            container: Sidecar.Container(
                format: clip.container.word, formatName: clip.container.format, bitRate: clip.container.bitRate,
                faststart: clip.isFastStart),
            duration: clip.duration, video: Sidecar.Video(clip), audio: Sidecar.Audio(clip),
            subtitles: clip.subtitles.isEmpty
                ? nil
                : clip.subtitles.map {
                    Sidecar.Subtitles(codec: $0.codec, language: $0.language.flatMap(\.languageCode))
                },
            provenance: Sidecar.Provenance(clip.marks))
    }
}

extension Sidecar.Video {
    fileprivate init(_ clip: ClipProbe) {
        let video = clip.video
        let colour = video.colour
        self.init(
            codec: video.codec, profile: video.profile, level: video.levelText, width: video.width,
            height: video.height, sampleAspectRatio: video.sampleAspectRatio, rotation: video.rotation,
            mirrored: video.mirrored ? true : nil,
            frameRate: clip.timing.frameRate, variableFrameRate: clip.timing.isVariable, frames: clip.frames,
            pixelFormat: video.pixelFormat, bitDepth: video.bitDepth, alpha: video.hasAlpha ? true : nil,
            colour: Sidecar.Colour(
                primaries: colour.primaries, transfer: colour.transfer, matrix: colour.matrix, range: colour.range),
            light: video.light.map(Sidecar.Light.init), bitRate: video.bitRate ?? clip.measuredBitRate,
            duration: clip.timing.duration,
            startTime: MediaTime(ticks: clip.table.shownTimes[0], timeBase: clip.table.timeBase),
            keyframes: clip.table.entries.count { $0.isKey && !$0.isHidden }, timecode: video.timecode)
    }
}

extension Sidecar.Audio {
    fileprivate init?(_ clip: ClipProbe) {
        guard let audio = clip.audio else { return nil }
        let start = clip.table.sound[audio.index]?.start
        self.init(
            codec: audio.codec, profile: audio.profile, sampleRate: audio.sampleRate, channels: audio.channels,
            layout: audio.layout, bitRate: audio.bitRate, duration: clip.audioDuration,
            startTime: start.map { MediaTime(ticks: $0, timeBase: audio.timeBase) },
            language: audio.language.flatMap(\.languageCode))
    }
}

extension String {
    /// A language's code, or `nil` for "undetermined" and for what is none.
    fileprivate var languageCode: String? {
        wholeMatch(of: #/[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/#) == nil || self == "und" ? nil : self
    }
}

extension ClipProbe {
    /// Bits a second by the packets, for containers that do not say.
    fileprivate var measuredBitRate: Int? {
        let seconds = timing.duration.seconds
        return seconds > 0 ? Int(saturating: (Double(table.bytes) * 8 / seconds).rounded()) : nil
    }
}
