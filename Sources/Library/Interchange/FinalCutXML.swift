internal import Timing

/// Final Cut Pro's XML, version 1.10, which DaVinci Resolve reads too.
package enum FinalCutXML {
    /// One project in one event, its shots in the primary storyline.
    package static func text(_ timeline: Timeline) -> String {
        // By their places, for an assembly may be of thousands.
        var (clips, numbers): ([Timeline.Clip], [String: Int]) = ([], [:])
        for event in timeline.events where numbers[event.clip.url] == nil {
            numbers[event.clip.url] = clips.count
            clips.append(event.clip)
        }
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#, "<!DOCTYPE fcpxml>", #"<fcpxml version="1.10">"#,
            "  <resources>",
        ]
        for (index, clip) in clips.enumerated() { lines += resources(clip, index, timeline) }
        let counting = timeline.isDropFrame ? "DF" : "NDF"
        let sound = clips.first?.media.audio
        lines += [
            "  </resources>", #"  <event name="\#(timeline.name.xmlEscaped)">"#,
            #"    <project name="\#(timeline.name.xmlEscaped)">"#,
            #"      <sequence format="r1" duration="\#(seconds(timeline.frames, timeline))" tcStart="0s" "#
                + #"tcFormat="\#(counting)"\#(sound.map(sequenceSound) ?? "")>"#,
            "        <spine>",
        ]
        for event in timeline.events {
            let asset = (numbers[event.clip.url] ?? 0) * 2 + 2
            lines.append(
                #"          <asset-clip ref="r\#(asset)" format="r\#(asset - 1)" name="\#(event.name)" "#
                    + #"offset="\#(seconds(event.offset, timeline))" start="\#(seconds(event.addresses.lowerBound, timeline))" "#
                    + #"duration="\#(seconds(event.source.count, timeline))" tcFormat="\#(counting)">"#)
            if let prompt = event.shot.prompt { lines.append("            <note>\(prompt.xmlEscaped)</note>") }
            lines.append(marker(event, timeline))
            lines.append("          </asset-clip>")
        }
        lines += ["        </spine>", "      </sequence>", "    </project>", "  </event>", "</fcpxml>", ""]
        return lines.joined(separator: "\n")
    }

    /// The shot's first frame, with its prompt.
    private static func marker(_ event: Timeline.Event, _ timeline: Timeline) -> String {
        let note = event.shot.prompt.map { #" note="\#($0.xmlEscaped)""# } ?? ""
        return
            #"            <marker start="\#(seconds(event.addresses.lowerBound, timeline))" "#
            + #"duration="\#(seconds(1, timeline))" value="\#(event.name)"\#(note)/>"#
    }

    /// A format and an asset for each clip, numbered in turn from r1.
    private static func resources(_ clip: Timeline.Clip, _ index: Int, _ timeline: Timeline) -> [String] {
        let video = clip.media.video
        let isTurned = video.rotation % 180 != 0
        let (width, height) = isTurned ? (video.height, video.width) : (video.width, video.height)
        let sound = clip.media.audio.map {
            #" hasAudio="1" audioSources="1" audioChannels="\#($0.channels)" audioRate="\#($0.sampleRate)""#
        }
        let pixel = video.sampleAspectRatio.flatMap { isTurned ? $0.reciprocal : $0 } ?? Rational(1)
        let shape =
            pixel == Rational(1) ? "" : #" paspH="\#(pixel.numerator)" paspV="\#(pixel.denominator)""#
        return [
            #"    <format id="r\#(index * 2 + 1)" frameDuration="\#(seconds(1, timeline))" width="\#(width)" "#
                + #"height="\#(height)"\#(shape) colorSpace="\#(colourSpace(video.colour))"/>"#,
            #"    <asset id="r\#(index * 2 + 2)" name="\#(clip.name.xmlEscaped)" "#
                + #"start="\#(seconds(clip.start.frame, timeline))" "#
                + #"duration="\#(seconds(clip.frames, timeline))" hasVideo="1" videoSources="1" format="r\#(index * 2 + 1)""#
                + "\(sound ?? "")>",
            #"      <media-rep kind="original-media" src="\#(clip.url.xmlEscaped)"/>"#, "    </asset>",
        ]
    }

    /// Sound attributes of a sequence, which knows these rates only; without one it takes 48 kHz.
    private static func sequenceSound(_ audio: Sidecar.Audio) -> String {
        let names = [
            32000: "32k", 44100: "44.1k", 48000: "48k", 88200: "88.2k", 96000: "96k", 176400: "176.4k", 192000: "192k",
        ]
        let layout = audio.channels == 1 ? "mono" : audio.channels > 2 ? "surround" : "stereo"
        return #" audioLayout="\#(layout)" audioRate="\#(names[audio.sampleRate] ?? "48k")""#
    }

    /// "1-1-1 (Rec. 709)": primaries, transfer and matrix by their numbers in ITU-T H.273.
    private static func colourSpace(_ colour: Sidecar.Colour) -> String {
        switch (colour.primaries, colour.transfer) {
        case ("bt2020", "smpte2084"): "9-16-9 (Rec. 2020 PQ)"
        case ("bt2020", "arib-std-b67"): "9-18-9 (Rec. 2020 HLG)"
        case ("bt2020", _): "9-1-9 (Rec. 2020)"
        case ("smpte170m", _): "6-1-6 (Rec. 601 (NTSC))"
        case ("bt470bg", _): "5-1-6 (Rec. 601 (PAL))"
        default: "1-1-1 (Rec. 709)"
        }
    }

    /// "1001/30000s": exact, as the format asks.
    private static func seconds(_ frames: Int, _ timeline: Timeline) -> String {
        let time = timeline.rate.reciprocal.flatMap { $0.times(Rational(frames)) } ?? Rational(0)
        return time.denominator == 1 ? "\(time.numerator)s" : "\(time.numerator)/\(time.denominator)s"
    }
}
