internal import Library

/// How a shot's file was made, and what reading it back showed, in a line.
struct CutLine: CustomStringConvertible {
    private let shot: Sidecar.Shot

    init(_ shot: Sidecar.Shot) { self.shot = shot }

    /// "shots/shot-02.mp4: smart; encoded again: 3 before …; 41 packets equal, 3 frames compared, at least 51.2 dB".
    var description: String {
        var parts = ["\(shot.file ?? "-"): \(shot.method?.rawValue ?? "-")", shot.methodReason ?? ""]
        if let proof = shot.proof {
            var words = ["\(proof.copiedPackets) packets equal"]
            if proof.comparedFrames > 0 {
                words.append("\(proof.comparedFrames) frames compared, \(proof.identicalFrames ?? 0) identical")
            }
            if let least = proof.minimumPSNR { words.append("at least \((least * 10).rounded() / 10) dB") }
            parts.append(words.joined(separator: ", "))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
