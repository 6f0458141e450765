internal import Foundation
internal import JSON
internal import Timing

extension ScriptedShot {
    /// `shots` as `multi_prompt`: as a list for kling-3.0-omni, else as a string that holds it. A shot that does
    /// not say how long it is lasts until the next, or until the end of the clip.
    static func json(of shots: [ScriptedShot], clip: MediaTime?, model: String) -> JSONValue {
        let ends = shots.dropFirst().map { Optional($0.start) } + [clip]
        let lengths = zip(shots, ends).map { shot, end in shot.duration ?? end.flatMap { $0.subtracting(shot.start) } }
        let list = JSONValue.array(
            zip(shots, lengths).map { shot, length in
                var members = ["prompt": JSONValue.string(shot.prompt)]
                // One shape for all: durations where every one is known, else times.
                if !lengths.contains(nil), let length {
                    members["duration"] = .seconds(length)
                } else {
                    members["time"] = .seconds(shot.start)
                }
                return .object(members)
            })
        guard !model.hasSuffix("-omni") else { return list }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and finite numbers always encode.
        return .string((try? encoder.encode(list)).map { String(decoding: $0, as: UTF8.self) } ?? "[]")
    }
}
