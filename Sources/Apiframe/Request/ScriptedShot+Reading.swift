internal import Foundation
internal import JSON
internal import Timing

extension ScriptedShot {
    /// The API takes six; a file that lists more than this was not written for any model.
    private static let most = 100

    /// Reads `multi_prompt`: a list, or a string that holds one as JSON, of `{time, prompt}` or
    /// `{prompt, duration}`.
    static func list(in field: JSONField) throws(RequestError) -> [ScriptedShot] {
        var list = field
        if case .string(let text) = field.value {
            // An empty string is how forms say "none".
            if text.allSatisfy(\.isWhitespace) { return [] }
            do {
                list = JSONField(path: field.path, value: try JSONValue(parsing: Data(text.utf8)))
            } catch {
                throw field.refused("the string does not hold a list of shots: \(error)")
            }
        }
        let elements = try list.elements()
        guard elements.count <= most else {
            throw field.refused("\(elements.count) shots are more than the \(most) that can be meant")
        }
        var shots: [ScriptedShot] = []
        var next: MediaTime? = .zero
        for element in elements {
            let shot = try read(element, after: shots.last, next: next)
            shots.append(shot)
            next = shot.duration.flatMap { shot.start.adding($0) }
        }
        return shots
    }

    /// One shot; `next` is where it begins unless it says so itself.
    private static func read(
        _ element: JSONField, after previous: ScriptedShot?, next: MediaTime?
    ) throws(RequestError) -> ScriptedShot {
        guard let prompt = try element.member("prompt") else { throw element.refused("a shot needs a prompt") }
        let text = try prompt.string()
        let length = try element.member("duration")
        let duration: MediaTime? = if let length { try length.seconds() } else { nil }
        if let length, duration == .zero { throw length.refused("a shot cannot last 0 seconds") }
        guard let time = try element.member("time") else {
            guard duration != nil, let next else {
                throw element.refused("a shot needs a time, or like all shots before it a duration")
            }
            return ScriptedShot(start: next, duration: duration, prompt: text)
        }
        let start = try time.seconds()
        if let previous, start <= previous.start {
            throw time.refused("shots begin one after the other, and this one not after the one before it")
        }
        return ScriptedShot(start: start, duration: duration, prompt: text)
    }
}
