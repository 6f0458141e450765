internal import Library
internal import Pipeline

/// How a file was made, and what reading it back showed, in a line.
struct CutLine: CustomStringConvertible {
    private let file: String?
    private let method: Sidecar.Shot.Method?
    private let reason: String?
    private let proof: Sidecar.Proof?

    init(_ shot: Sidecar.Shot) {
        (file, method, reason, proof) = (shot.file, shot.method, shot.methodReason, shot.proof)
    }

    init(_ joined: JoinedShots) {
        (file, method, reason, proof) = (joined.file, joined.method, joined.methodReason, joined.proof)
    }

    /// "shots/shot-02.mp4: smart; encoded again: 3 before …; 41 packets equal, 3 frames compared, at least 51.2 dB".
    var description: String {
        var parts = ["\(file ?? "-"): \(method?.rawValue ?? "-")", reason ?? ""]
        if let proof {
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
