internal import Analysis
internal import Foundation
internal import Media
internal import Render
internal import Timing

/// All that looks at the reduced pictures and hears the sound of the one decode, but for the proxies.
///
/// `@unchecked Sendable`: used by the picture thread alone until that has ended, and by its starter after.
final class PictureConsumers: @unchecked Sendable {
    let spool: StillSpool?
    let sprite: Sprite?
    let strip: FrameStrip?
    private(set) var soundStart: MediaTime?
    private var firstPlace: Int?
    private var small: SmallPictures?
    private var detector = ShotDetector()
    private var meter: PictureMeter
    private let findsShots: Bool
    private let measuresPictures: Bool
    private let scriptedStarts: [MediaTime]
    private let nominalRate: Double
    private let sound: AudioStreamInfo?
    private let floats: Resampler?
    private let soundMeter: SoundMeter?
    /// What is measured lies where it is heard.
    private var places: SoundPlaces?
    private var line: SoundLine?

    init(_ plan: PassPlan, of clip: ClipProbe) {
        let reduced = Reducer(of: clip.video).format
        findsShots = plan.findsShots
        measuresPictures = plan.measuresPictures
        scriptedStarts = plan.scriptedStarts
        nominalRate = clip.nominalRate
        let wantsSmall = plan.findsShots || plan.measuresPictures || plan.stillsFolder != nil
        small = wantsSmall ? SmallPictures(from: reduced) : nil
        meter = PictureMeter(frameRate: clip.nominalRate)
        spool = plan.stillsFolder.map {
            // Six a second: a shot of five frames at 24 a second has one.
            StillSpool(
                reduced: reduced, interval: Int((clip.nominalRate / 6).rounded()), folder: $0)
        }
        sprite = plan.spriteSide.map {
            Sprite(reduced: reduced, frames: clip.frames, frameRate: clip.nominalRate, side: $0)
        }
        strip = plan.keepsFrames ? FrameStrip(reduced: reduced) : nil
        sound = plan.measuresSound ? clip.audibleSound : nil
        soundMeter = sound.flatMap { SoundMeter(channels: $0.channels, sampleRate: $0.sampleRate) }
        places = sound.map { SoundPlaces(of: $0) }
        line = sound.map { SoundLine(sampleRate: $0.sampleRate) }
        floats = sound.map { .interleavedFloats(sampleRate: $0.sampleRate, channels: $0.channels) }
    }

    /// Takes the reduced picture of the next frame.
    func take(_ reduced: VideoFrame, number: Int) throws {
        if let picture = try small?.reduce(reduced) {
            if findsShots { detector.take(picture) }
            if measuresPictures { meter.take(picture) }
            try spool?.take(reduced, frame: number, brightness: PictureMeter.brightness(picture))
        }
        try sprite?.take(reduced, frame: number)
        try strip?.take(reduced)
    }

    /// Takes the next block of sound.
    func take(_ block: AudioFrame) throws {
        guard let sound, let soundMeter else { return }
        if soundStart == nil { soundStart = block.pts.map { MediaTime(ticks: $0, timeBase: sound.timeBase) } }
        let place = places?.place(of: block) ?? line?.end ?? 0
        if firstPlace == nil { firstPlace = place }
        try line?.lay(block, at: place) { part, _ in
            try floats?.convert(part)?.withInterleavedFloats { soundMeter.take($0) }
        }
    }

    /// Where the track holds no sound between its first block and its last: numbers of samples from its first one.
    var soundHoles: [Range<Int>] {
        (line?.holes ?? []).map { $0.lowerBound - (firstPlace ?? 0)..<$0.upperBound - (firstPlace ?? 0) }
    }

    /// The silence behind a lead-in that lies too early, numbered in the same way; `nil` without any.
    var soundLeadInGap: Range<Int>? {
        line?.leadInGap.map { $0.lowerBound - (firstPlace ?? 0)..<$0.upperBound - (firstPlace ?? 0) }
    }

    /// What was found; nothing may be taken afterwards. `times` are those of all frames taken.
    func finish(_ times: FrameTimes) throws -> (shots: ShotReport?, pictures: PictureFacts?, sound: SoundFacts?) {
        try floats?.finish()?.withInterleavedFloats { soundMeter?.take($0) }
        let facts = soundMeter?.finish()
        let found = detector
        return (
            findsShots ? found.finish(script: script(times)) : nil, measuresPictures ? meter.finish() : nil, facts
        )
    }

    /// The scripted cuts in frames; a start beyond the clip's end is no evidence.
    private func script(_ times: FrameTimes) -> ShotScript? {
        guard !scriptedStarts.isEmpty else { return nil }
        return ShotScript(
            cuts: scriptedStarts.dropFirst().compactMap(times.frame), reach: Int((nominalRate / 2).rounded()))
    }
}
