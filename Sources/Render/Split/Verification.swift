/// How much of a shot's file is read back before it is handed over.
package enum Verification: String, Sendable, CaseIterable {
    /// Every packet and every time, and the pictures that were encoded again.
    case packets
    /// Also the first and the last group of pictures.
    case ends
    /// Every picture.
    case full
}
