internal import Dispatch

/// Looks at the pictures of a clip beside their decode, on another thread: one that reads, decodes and looks at every bit would
/// be what all others wait for.
///
/// `@unchecked Sendable`: what changes is touched on the queue alone.
final class PictureInspection: @unchecked Sendable {
    private let queue = DispatchQueue(label: "picture inspector")
    /// Bounds the packets that are held.
    private let room = DispatchSemaphore(value: 16)
    private var inspector: PictureInspector
    private var found: [Int: PictureInspector.Finding] = [:]

    init(_ inspector: PictureInspector) { self.inspector = inspector }

    /// A packet that waits, handed from one thread to the other.
    private final class Waiting: @unchecked Sendable {
        let packet: Packet
        init(_ packet: consuming Packet) { self.packet = packet }
    }

    /// Takes the packet of the picture of this number, in the order of decoding; waits while many are held.
    func look(at packet: borrowing Packet, number: Int) throws(FFmpegError) {
        let waiting = Waiting(try packet.copy())
        room.wait()
        queue.async {
            let finding = self.inspector.look(at: waiting.packet)
            if finding != .whole { self.found[number] = finding }
            self.room.signal()
        }
    }

    /// What was found, by the number of the packet, once all were looked at; whole ones are left out.
    func finish() -> [Int: PictureInspector.Finding] { queue.sync { found } }
}
