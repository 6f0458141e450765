/// Which part of a sprite belongs to which time, read from its WebVTT map.
struct SpriteCues {
    /// "start,x,y,width,height" for each cue, in seconds and pixels, with spaces between.
    let text: String

    /// `nil` where the map has no cue.
    init?(_ map: String) {
        var cues: [String] = []
        var start: Double?
        for line in map.split(separator: "\n") {
            if let arrow = line.firstRange(of: " --> ") {
                start = Self.seconds(line[..<arrow.lowerBound])
            } else if let begun = start, let mark = line.firstRange(of: "#xywh=") {
                let place = line[mark.upperBound...].split(separator: ",").map { Int($0) }
                if place.count == 4, !place.contains(nil) {
                    cues.append(([PageWords.number(begun, 3)] + place.map { "\($0!)" }).joined(separator: ","))
                }
                start = nil
            }
        }
        guard !cues.isEmpty else { return nil }
        text = cues.joined(separator: " ")
    }

    /// The seconds of "00:01:02.345".
    private static func seconds(_ clock: Substring) -> Double? {
        let parts = clock.split(separator: ":").map { Double($0) }
        guard parts.count == 3, let hours = parts[0], let minutes = parts[1], let seconds = parts[2] else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }
}
