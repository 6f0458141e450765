/// Kinds of source by IPTC's list (cv.iptc.org/newscodes/digitalsourcetype).
package enum DigitalSourceType {
    /// Made by a trained model alone.
    package static let generated = list + "trainedAlgorithmicMedia"
    private static let list = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    private static let partlyGenerated = [list + "compositeWithTrainedAlgorithmicMedia", list + "compositeSynthetic"]

    /// An address of the list as IPTC writes it; `nil` for any other text.
    package static func address(_ text: String) -> String? {
        let plain = text.hasPrefix("https://") ? "http://" + text.dropFirst(8) : text
        let name = plain.dropFirst(list.count)
        guard plain.hasPrefix(list), !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        return plain
    }

    /// Whether a model made the clip, or something in it.
    static func isGenerated(_ address: String) -> Bool { address == generated || partlyGenerated.contains(address) }
}
