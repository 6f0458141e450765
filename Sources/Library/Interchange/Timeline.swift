internal import Foundation
package import Timing

/// Shots one after the other, as an editing program has them: what all timeline formats are written from.
package struct Timeline: Sendable, Equatable {
    /// What the timeline is called.
    package let name: String
    /// Frames a second, in which all places on the timeline count.
    package let rate: Rational
    /// In order, without gaps.
    package let events: [Event]

    /// One shot on the timeline.
    package struct Event: Sendable, Equatable {
        /// Where the shot comes from.
        package let clip: Clip
        /// The shot as it was found, or ordered.
        package let shot: Sidecar.Shot
        /// The frames of the clip that it shows, in the timeline's rate.
        package let source: Range<Int>
        /// Its first frame on the timeline.
        package let offset: Int

        /// The same frames, counted from the address 00:00:00:00.
        package var addresses: Range<Int> {
            source.lowerBound + clip.start.frame..<source.upperBound + clip.start.frame
        }

        /// "Shot 2".
        package var name: String { "Shot \(shot.index)" }
        /// "Shot 2: a door opens", on one line.
        package var title: String { shot.prompt.map { "\(name): \($0.onOneLine)" } ?? name }
    }

    /// A clip that shots come from.
    package struct Clip: Sendable, Equatable {
        /// The file's name.
        package let name: String
        /// Where the file is, as an absolute `file:` URL.
        package let url: String
        /// Where it is from the folder that the timeline goes into, for readers that take that: a library may be moved.
        package var relativeURL: String?
        /// Its id in a library; `nil` for a file outside.
        package var id: ClipID?
        /// How it was ordered, where that is known.
        package var generation: Sidecar.Generation?
        /// How many frames of the timeline's rate it has.
        package let frames: Int
        package let media: Sidecar.Media
        /// The address of its first frame, counted at the timeline's rate; frame 0 where it says none. Editing programs find
        /// a place in a file by its address.
        package let start: Timecode

        /// Up to eight letters and digits, as a CMX 3600 list names a reel: the clip's id, else its file's name.
        package var reel: String {
            let stem = id?.text.uppercased() ?? (name as NSString).deletingPathExtension.uppercased()
            let letters = stem.unicodeScalars.filter { $0.isASCII && CharacterSet.alphanumerics.contains($0) }
            return letters.isEmpty ? "CLIP" : String(String.UnicodeScalarView(letters.prefix(8)))
        }
    }

    /// No clip has as many frames; one that says so is laid as if it had these, so that sums stay inside 64 bits.
    fileprivate static let longest = 1 << 40

    /// The shots of one file, in the file's own rate.
    ///
    /// An editing program lays a file with a variable rate on an even one; the shots go with it, by their times. The
    /// timeline is called `name`, or else as the file.
    ///
    /// - Parameters:
    ///   - id: of a clip that lies in a library, beside its timelines.
    ///   - generation: how it was ordered.
    package init(
        of list: ShotList, media: Sidecar.Media, name: String? = nil, id: ClipID? = nil,
        generation: Sidecar.Generation? = nil
    ) {
        let rate = list.frameRate.flatMap { $0 > Rational(0) ? $0 : nil } ?? Rational(24)
        let file = URL(fileURLWithPath: list.file).standardizedFileURL
        var bounds: [Int] = []
        for time in list.shots.map(\.start) + (list.shots.last.map { [$0.end] } ?? []) {
            let frame = min(time.rescaled(to: rate.reciprocal!, rounding: .nearest)?.ticks ?? 0, Self.longest)
            // Where the rate varies, a short shot may fall between two even frames; it still is one.
            bounds.append(max(frame, bounds.last.map { $0 + 1 } ?? 0))
        }
        let clip = Clip(
            name: file.lastPathComponent, url: file.absoluteString,
            relativeURL: id == nil ? nil : file.lastEncodedComponent, id: id,
            generation: generation, frames: bounds.last ?? 0, media: media,
            start: media.video.start(countedAt: rate))
        self.rate = rate
        self.name = name ?? file.deletingPathExtension().lastPathComponent
        events = list.shots.enumerated().map { index, shot in
            Event(clip: clip, shot: shot, source: bounds[index]..<bounds[index + 1], offset: bounds[index])
        }
    }

    /// Whether its addresses leave out numbers: a list has one way of counting, its first clip's.
    package var isDropFrame: Bool { events.first?.clip.start.isDropFrame ?? Timecode.canDrop(rate) }

    /// How many frames the timeline has.
    package var frames: Int { events.last.map { $0.offset + $0.source.count } ?? 0 }

    /// When a frame of the timeline is shown.
    package func time(of frame: Int) -> MediaTime { MediaTime(ticks: frame, timeBase: rate.reciprocal!) }
}

extension Sidecar.Video {
    /// The address of the first frame at a timeline's rate.
    fileprivate func start(countedAt rate: Rational) -> Timecode {
        guard let own = frameRate, !variableFrameRate, let said = timecode.flatMap({ Timecode($0, rate: own) }),
            let second = own.reciprocal, let base = rate.reciprocal
        else { return Timecode(frame: 0, rate: rate) }
        if own == rate, said.frame <= Timeline.longest { return said }
        let frame = MediaTime(ticks: said.frame, timeBase: second).rescaled(to: base, rounding: .nearest)?.ticks
        return Timecode(frame: frame.flatMap { $0 <= Timeline.longest ? $0 : nil } ?? 0, rate: rate)
    }
}

extension URL {
    /// The last part of the path, with its escapes.
    fileprivate var lastEncodedComponent: String? { absoluteString.split(separator: "/").last.map(String.init) }
}
