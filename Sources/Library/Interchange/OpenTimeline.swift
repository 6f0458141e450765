package import Foundation
internal import JSON
internal import Timing

/// OpenTimelineIO's own JSON (schemas as its library reads since 0.12).
package enum OpenTimeline {
    /// A timeline with one track of pictures and, where the clips have sound, one of sound.
    package static func json(_ timeline: Timeline) throws -> Data {
        let hasSound = timeline.events.contains { $0.clip.media.audio != nil }
        let kinds = hasSound ? ["Video", "Audio"] : ["Video"]
        return try CanonicalJSON.encode(
            object(
                "Timeline.1", timeline.name,
                [
                    "global_start_time": .null,
                    "tracks": object(
                        "Stack.1", "tracks",
                        [
                            "source_range": .null, "effects": .array([]), "markers": .array([]),
                            "children": .array(kinds.map { track(timeline, kind: $0) }),
                        ]),
                ]))
    }

    private static func track(_ timeline: Timeline, kind: String) -> JSONValue {
        object(
            "Track.1", kind == "Video" ? "V1" : "A1",
            [
                "kind": .string(kind), "source_range": .null, "effects": .array([]), "markers": .array([]),
                "children": .array(timeline.events.map { clip($0, timeline, isPicture: kind == "Video") }),
            ])
    }

    private static func clip(_ event: Timeline.Event, _ timeline: Timeline, isPicture: Bool) -> JSONValue {
        let reference = object(
            "ExternalReference.1", event.clip.name,
            [
                "target_url": .string(event.clip.relativeURL ?? event.clip.url),
                "available_range": range(
                    event.clip.start.frame..<event.clip.start.frame + event.clip.frames, timeline.rate),
            ], metadata: metadata(event.clip))
        return object(
            "Clip.1", event.name,
            [
                "source_range": range(event.addresses, timeline.rate), "effects": .array([]),
                "markers": .array(isPicture ? [marker(event, timeline.rate)] : []), "media_reference": reference,
            ], metadata: isPicture ? metadata(event) : [:])
    }

    /// The shot's first frame, with its prompt where editing programs show one.
    private static func marker(_ event: Timeline.Event, _ rate: Rational) -> JSONValue {
        let first = event.addresses.lowerBound
        return object(
            "Marker.2", event.name,
            [
                "color": .string("GREEN"), "marked_range": range(first..<first + 1, rate),
                "comment": .string(event.shot.prompt ?? ""),
            ])
    }

    private static func metadata(_ event: Timeline.Event) -> [String: JSONValue] {
        let shot = event.shot
        var members: [String: JSONValue] = [
            "shot": .integer(shot.index), "transition": .string(shot.transition.rawValue),
            "confidence": .number(shot.confidence), "startFrame": .integer(shot.startFrame),
            "endFrame": .integer(shot.endFrame),
        ]
        if let prompt = shot.prompt { members["prompt"] = .string(prompt) }
        if let blended = shot.transitionFrames {
            members["transitionFrames"] = .array([.integer(blended.lowerBound), .integer(blended.upperBound)])
        }
        return members
    }

    /// What the clip is, and how it was ordered.
    private static func metadata(_ clip: Timeline.Clip) -> [String: JSONValue] {
        let known: [String: String?] = [
            "clip": clip.id?.text, "model": clip.generation?.model, "jobId": clip.generation?.jobId,
            "prompt": clip.generation?.prompt,
        ]
        return known.compactMapValues { $0.map(JSONValue.string) }
    }

    private static func range(_ frames: Range<Int>, _ rate: Rational) -> JSONValue {
        .object([
            "OTIO_SCHEMA": .string("TimeRange.1"), "start_time": time(frames.lowerBound, rate),
            "duration": time(frames.count, rate),
        ])
    }

    private static func time(_ frame: Int, _ rate: Rational) -> JSONValue {
        .object([
            "OTIO_SCHEMA": .string("RationalTime.1"), "value": .integer(frame), "rate": .number(rate.double),
        ])
    }

    private static func object(
        _ schema: String, _ name: String, _ members: [String: JSONValue], metadata: [String: JSONValue] = [:]
    ) -> JSONValue {
        var members = members
        members["OTIO_SCHEMA"] = .string(schema)
        members["name"] = .string(name)
        members["metadata"] = .object(metadata.isEmpty ? [:] : ["dailies": .object(metadata)])
        return .object(members)
    }
}
