internal import Foundation
package import Library
internal import Render
internal import Timing

/// Shots that were put together again, and the file that they became.
package struct JoinedShots: Encodable, Sendable {
    /// The file's path.
    package var file: String
    /// The numbers of the shots, in the file's order.
    package let shots: [Int]
    /// How many frames the file has.
    package let frames: Int
    /// How it was made: by copying every packet, some of them, or none.
    package let method: Sidecar.Shot.Method
    /// Why it was made that way.
    package let methodReason: String
    /// How many of its frames were encoded again.
    package let reencodedFrames: Int
    /// What reading it back showed.
    package let proof: Sidecar.Proof

    init(_ shots: [Sidecar.Shot], _ piece: Splitter.Piece, in folder: String) {
        file = "\(folder)/\(piece.file)"
        self.shots = shots.map(\.index)
        frames = piece.runs.reduce(0) { $0 + $1.count } - piece.missing.count
        method = Sidecar.Shot.Method(rawValue: piece.way.rawValue)!
        methodReason = piece.reason
        reencodedFrames = piece.proof.reencoded.count
        proof = Sidecar.Proof(piece.proof)
    }
}

extension ShotRequest {
    /// Shots of the clip called `title` in one file.
    ///
    /// - Parameters:
    ///   - count: how many shots the clip has, for the digits in the name.
    ///   - file: what the file is to be called; `nil` names it for its shots.
    init(
        joining shots: [Sidecar.Shot], among count: Int, of title: String, timecode: Timecode?, marks: GenerationMarks?,
        file: URL? = nil
    ) throws {
        let numbers = shots.map(\.index)
        let words = Self.runs(of: numbers).map { run in
            run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)-\(run.upperBound - 1)"
        }
        let label = numbers.count == 1 ? "shot \(numbers[0])" : "shots \(words.joined(separator: ", "))"
        let places = Self.runs(of: numbers).map { run in
            [run.lowerBound, run.upperBound - 1].prefix(run.count).map { Numbering.name(of: $0, among: count) }
                .joined(separator: "-")
        }
        // A name may take 255 bytes on every disk.
        let named = "shots-" + places.joined(separator: "+")
        let prompts = shots.compactMap(\.prompt)
        let prompt = prompts.isEmpty ? marks?.prompt : prompts.joined(separator: "\n")
        self.init(
            joining: shots.map { $0.startFrame..<$0.endFrame },
            name: file?.deletingPathExtension().lastPathComponent ?? (named.count < 200 ? named : "shots-joined"),
            label: label, container: file?.pathExtension.lowercased(), title: "\(title), \(label)", prompt: prompt,
            timecode: timecode?.advanced(by: shots.first?.startFrame ?? 0),
            xmp: marks.map { XMPPacket.text($0, title: "\(title), \(label)", prompt: prompt, tool: Version.tool) })
        if timecode != nil, runs.count > 1 {
            throw UsageError("a track of timecode runs on without a gap, and \(label) do not; leave --timecode out")
        }
    }

    /// Numbers that follow one another, put together.
    private static func runs(of numbers: [Int]) -> [Range<Int>] {
        numbers.reduce(into: []) { runs, number in
            if let last = runs.last, last.upperBound == number {
                runs[runs.count - 1] = last.lowerBound..<number + 1
            } else {
                runs.append(number..<number + 1)
            }
        }
    }
}
