/// How much of a shot's file is read back before it is handed over.
package enum Verification: String, Sendable, CaseIterable {
    /// Every packet and every time, and the pictures that were encoded again.
    case packets
    /// As ``ends`` where anything was encoded again or is hidden, else as ``packets``: copies of the source's packets, from
    /// a picture at which a decoder may begin, decode as the source does.
    case seams
    /// Also the first and the last group of pictures.
    case ends
    /// Every picture.
    case full

    /// What it comes to for one file.
    func of(_ work: ShotWork) -> Verification {
        guard self == .seams else { return self }
        return work.parts.allSatisfy { $0.cut.way == .copy && !$0.cut.hidesMore } ? .packets : .ends
    }
}
