internal import Foundation
package import Timing

extension Timeline {
    /// The shots of several stored clips, one clip after the other: an assembly to edit from.
    ///
    /// Clips of other rates are laid on the timeline's by their times. A clip of which no shots are known is one event, and
    /// so is each where `byShot` is false. `clips` has at least one.
    ///
    /// - Parameter rate: frames a second; else those of the first clip that has a rate.
    package init(
        of clips: [Sidecar], in store: ClipStore, name: String, rate: Rational? = nil, byShot: Bool = true
    ) {
        let usual = clips.lazy.compactMap(\.media.video.frameRate).first { $0 > Rational(0) } ?? Rational(24)
        let rate = rate ?? usual
        var events: [Event] = []
        var offset = 0
        for clip in clips {
            let shots = byShot && !clip.shots.isEmpty ? clip.shots : clip.wholeShot.map { [$0] } ?? []
            let list = ShotList(
                file: store.folder(of: clip.id).appendingPathComponent(clip.source.file).path,
                frames: clip.media.video.frames ?? 0, frameRate: rate, shots: shots)
            let part = Timeline(of: list, media: clip.media)
            // Every source in a library has one name; here the clips are told apart by theirs.
            let ending = (clip.source.file as NSString).pathExtension
            events += part.events.map { event in
                let source = Clip(
                    name: "\(clip.id.text).\(ending)", url: event.clip.url, id: clip.id, generation: clip.generation,
                    frames: event.clip.frames, media: event.clip.media, start: event.clip.start)
                return Event(clip: source, shot: event.shot, source: event.source, offset: offset + event.offset)
            }
            offset += part.frames
        }
        self.name = name
        self.rate = rate
        self.events = events
    }
}

extension Sidecar {
    /// All of the clip as one shot; `nil` where its length is not known.
    fileprivate var wholeShot: Shot? {
        guard let end = shots.last?.end ?? media.video.duration ?? media.duration, end > .zero else { return nil }
        let frames = shots.last?.endFrame ?? media.video.frames ?? 0
        return Shot(
            index: 1, startFrame: 0, endFrame: frames, start: .zero, end: end, transition: .start, confidence: 1,
            prompt: generation?.prompt)
    }
}
